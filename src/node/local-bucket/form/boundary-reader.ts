import { asBuffer } from '../as-buffer.js';
import { Refusal } from '../refusal.js';

const MAX_HEADER_BYTES = 8 * 1024;
const BLANK_LINE = Buffer.from('\r\n\r\n');

/**
 * Takes a multipart body apart at its boundary while it comes in. Holds no more than one chunk, a boundary's length of
 * what may yet become one, and the headers of a part.
 */
export class BoundaryReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  #buffer: Buffer = Buffer.alloc(0);
  #isInPart = false;

  constructor(body: AsyncIterable<Uint8Array>, boundary: string) {
    this.#chunks = body[Symbol.asyncIterator]();
    this.#delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  /** Skips what stands before the first part. */
  async begin(): Promise<void> {
    // The first boundary may be the first line: then no line break stands before it.
    this.#buffer = Buffer.from('\r\n');
    this.#isInPart = true;
    let skipped = 0;
    for await (const chunk of this.content()) {
      skipped += chunk.byteLength;
      if (skipped > MAX_HEADER_BYTES) throw malformed();
    }
  }

  /** The headers of the next part, names lower-case. `null`: that was the last one. */
  async nextPart(): Promise<ReadonlyMap<string, string> | null> {
    while (this.#buffer.length < 2) await this.#more();
    if (this.#buffer.subarray(0, 2).toString('latin1') === '--') return null;
    let end = this.#buffer.indexOf(BLANK_LINE);
    while (end < 0) {
      if (this.#buffer.length > MAX_HEADER_BYTES) throw malformed();
      await this.#more();
      end = this.#buffer.indexOf(BLANK_LINE);
    }
    const lines = this.#buffer.subarray(0, end).toString().split('\r\n');
    if (lines[0]?.trim() !== '') throw malformed();
    this.#buffer = this.#buffer.subarray(end + BLANK_LINE.length);
    this.#isInPart = true;
    return new Map(lines.slice(1).map(splitHeader));
  }

  /** The content of the part, up to the next boundary. */
  async *content(): AsyncGenerator<Uint8Array> {
    while (this.#isInPart) {
      const at = this.#buffer.indexOf(this.#delimiter);
      // What may be the beginning of a boundary has to wait for its rest.
      const free = at < 0 ? this.#buffer.length - this.#delimiter.length + 1 : at;
      if (free > 0) {
        const content = this.#buffer.subarray(0, free);
        this.#buffer = this.#buffer.subarray(free);
        yield content;
      }
      if (at >= 0) {
        this.#buffer = this.#buffer.subarray(this.#delimiter.length);
        this.#isInPart = false;
      } else {
        await this.#more();
      }
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done === true) throw new Refusal('incomplete-body', {});
    this.#buffer = this.#buffer.length === 0 ? asBuffer(value) : Buffer.concat([this.#buffer, value]);
  }
}

function splitHeader(line: string): [name: string, value: string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw malformed();
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

function malformed(): Refusal {
  return new Refusal('malformed-form', {
    message: 'The body of your POST request is not well-formed multipart/form-data.',
  });
}
