import { compareUtf8 } from './compare-utf8.js';

/** Entries by key, and in the order of their keys. Sorted when a listing asks, and only if keys came or went since. */
export class KeyIndex<Entry> {
  readonly #entries = new Map<string, Entry>();
  #sorted: string[] | null = null;

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: Entry): void {
    if (!this.#entries.has(key)) this.#sorted = null;
    this.#entries.set(key, entry);
  }

  delete(key: string): boolean {
    const deleted = this.#entries.delete(key);
    if (deleted) this.#sorted = null;
    return deleted;
  }

  values(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** The entries whose keys come after `after`, and not before `from`, as they are now. */
  *following(after: string, from: string): Generator<Entry> {
    this.#sorted ??= [...this.#entries.keys()].sort(compareUtf8);
    const sorted = this.#sorted;
    for (let index = firstFollowing(sorted, after, from); index < sorted.length; index += 1) {
      const entry = this.#entries.get(sorted[index] as string);
      if (entry !== undefined) yield entry;
    }
  }
}

function firstFollowing(sorted: readonly string[], after: string, from: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const key = sorted[middle] as string;
    const follows = (after === '' || compareUtf8(key, after) > 0) && compareUtf8(key, from) >= 0;
    if (follows) high = middle;
    else low = middle + 1;
  }
  return low;
}
