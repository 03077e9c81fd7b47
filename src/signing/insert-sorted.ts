import type { HeaderEntry } from '../model/cors-exchange.js';

/**
 * Puts an entry where its name belongs among entries that are sorted by name, behind those of the same name.
 *
 * They are few, and each function of an array that runs for the first time in a page costs it 20 µs and more.
 */
export function insertSorted(sorted: HeaderEntry[], entry: HeaderEntry): void {
  let at = sorted.length;
  for (let before = sorted[at - 1]; before !== undefined && before[0] > entry[0]; before = sorted[at - 1]) {
    sorted[at] = before;
    at -= 1;
  }
  sorted[at] = entry;
}
