import type { HeaderEntry } from '../model/cors-exchange.js';
import { trimEnds } from '../model/trim-ends.js';
import { insertSorted } from './insert-sorted.js';

/** What HTTP takes for space around a value, and no more. */
const SPACE = '\t\n\r ';

/** Headers as signatures list them: names lower-case and sorted, values without space around them. */
export function sortedHeaders(headers: Readonly<Record<string, string>>): HeaderEntry[] {
  const sorted: HeaderEntry[] = [];
  for (const name of Object.keys(headers)) {
    insertSorted(sorted, [name.toLowerCase(), trimEnds(headers[name] ?? '', SPACE)]);
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
