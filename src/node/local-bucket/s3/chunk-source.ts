import { asBuffer } from '../as-buffer.js';
import { Refusal } from '../refusal.js';

const MAX_LINE_BYTES = 1024;

/** Reads lines and runs of bytes out of a stream of chunks. */
export class ChunkSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#chunks = body[Symbol.asyncIterator]();
  }

  /** The next line, without its CRLF. @throws Refusal `incomplete-body`, also when it is far too long. */
  async line(): Promise<string> {
    let end = this.#buffer.indexOf('\r\n');
    while (end < 0) {
      if (this.#buffer.length > MAX_LINE_BYTES) throw new Refusal('incomplete-body', {});
      await this.#more();
      end = this.#buffer.indexOf('\r\n');
    }
    const line = this.#buffer.toString('latin1', 0, end);
    this.#buffer = this.#buffer.subarray(end + 2);
    return line;
  }

  /** The next bytes, as they come. @throws Refusal `incomplete-body`. */
  async *take(size: number): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0; ) {
      if (this.#buffer.length === 0) await this.#more();
      const chunk = this.#buffer.subarray(0, left);
      this.#buffer = this.#buffer.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done === true) throw new Refusal('incomplete-body', {});
    this.#buffer = this.#buffer.length === 0 ? asBuffer(value) : Buffer.concat([this.#buffer, value]);
  }
}
