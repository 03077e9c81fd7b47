import type { HeaderEntry } from '../model/cors-exchange.js';
import { trimEnds } from '../model/trim-ends.js';

/** What HTTP takes for space around a value, and no more. */
const SPACE = '\t\n\r ';

/**
 * Headers as signatures list them: names lower-case and sorted, values without space around them.
 *
 * By a loop: each function of an array that runs for the first time in a page costs it 20 µs and more.
 */
export function sortedHeaders(headers: Readonly<Record<string, string>>): HeaderEntry[] {
  const sorted: HeaderEntry[] = [];
  for (const name of Object.keys(headers)) {
    const entry: HeaderEntry = [name.toLowerCase(), trimEnds(headers[name] ?? '', SPACE)];
    let at = sorted.length;
    for (let before = sorted[at - 1]; before !== undefined && before[0] > entry[0]; before = sorted[at - 1]) {
      sorted[at] = before;
      at -= 1;
    }
    sorted[at] = entry;
  }
  return sorted;
}

/** The same headers with lower-case names. */
export function lowerNames(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const lowered: Record<string, string> = {};
  if (headers === undefined) return lowered;
  for (const [name, value] of Object.entries(headers)) lowered[name.toLowerCase()] = value;
  return lowered;
}
