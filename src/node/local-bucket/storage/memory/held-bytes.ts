import { Readable } from 'node:stream';
import type { ByteBudget } from '../../../byte-budget.js';
import { Refusal } from '../../refusal.js';
import type { ByteRange, StagedBody } from '../object-storage.js';

/** Up to here a body's chunks are joined: a chunk may pin more memory than it shows. */
const JOINED_BYTES = 256 * 1024;

/** Bytes in memory, in pieces, counted on a budget until they are let go. */
export class HeldBytes implements StagedBody {
  readonly #budget: ByteBudget;
  #chunks: Uint8Array[] = [];
  #counted = 0;
  #kept = false;

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  readonly write = (chunk: Uint8Array): void => {
    if (!this.#budget.take(chunk.byteLength)) throw new Refusal('no-room', {});
    this.#counted += chunk.byteLength;
    this.#chunks.push(chunk);
  };

  readonly discard = async (): Promise<void> => {
    if (!this.#kept) this.release();
  };

  /** From now on the bytes belong to an object or a part. */
  keep(): void {
    this.#kept = true;
    if (this.#chunks.length > 1 && this.#counted <= JOINED_BYTES)
      this.#chunks = [Buffer.concat(this.#chunks)];
  }

  /** Gives back the room. Whoever reads already reads on. */
  release(): void {
    this.#budget.give(this.#counted);
    this.#counted = 0;
    this.#chunks = [];
  }

  /** Takes over the bytes of others, without a copy; those are empty then. */
  takeOver(others: readonly HeldBytes[]): void {
    for (const other of others) {
      this.#chunks.push(...other.#chunks);
      this.#counted += other.#counted;
      other.#chunks = [];
      other.#counted = 0;
    }
  }

  /** What is held now, for a reader that may come later. */
  snapshot(): (range: ByteRange) => Readable {
    const chunks = this.#chunks;
    return (range) => Readable.from(slices(chunks, range), { objectMode: false });
  }
}

function* slices(chunks: readonly Uint8Array[], { start, end }: ByteRange): Generator<Uint8Array> {
  let position = 0;
  for (const chunk of chunks) {
    const [from, to] = [Math.max(start - position, 0), Math.min(end - position, chunk.byteLength)];
    if (from < to) yield chunk.subarray(from, to);
    position += chunk.byteLength;
    if (position >= end) return;
  }
}
