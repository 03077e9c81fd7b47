import type { HeaderEntry } from '../model/cors-exchange.js';
import { trimEnds } from '../model/trim-ends.js';

/** What HTTP takes for space around a value, and no more. */
const SPACE = '\t\n\r ';

/** Headers as signatures list them: names lower-case and sorted, values without space around them. */
export function sortedHeaders(headers: Readonly<Record<string, string>>): HeaderEntry[] {
  return Object.entries(headers)
    .map(([name, value]): HeaderEntry => [name.toLowerCase(), trimEnds(value, SPACE)])
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** The same headers with lower-case names. */
export function lowerNames(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) lowered[name.toLowerCase()] = value;
  return lowered;
}
