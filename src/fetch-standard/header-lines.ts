import type { HeaderEntry } from '../model/cors-exchange.js';
import { trimEnds } from '../model/trim-ends.js';

/** Whitespace that HTTP strips from both ends of a value. */
const HTTP_WHITESPACE = '\t\n\r ';

/** A value without whitespace at its ends. @see https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function normalizeValue(value: string): string {
  return trimEnds(value, HTTP_WHITESPACE);
}

/** Lines of one name made one, their values joined by `, `, at the place and with the name of the first. */
export function joinLines(headers: readonly HeaderEntry[]): HeaderEntry[] {
  const joined = new Map<string, HeaderEntry>();
  for (const [name, value] of headers) {
    const before = joined.get(name.toLowerCase());
    joined.set(
      name.toLowerCase(),
      before === undefined ? [name, value] : [before[0], `${before[1]}, ${value}`],
    );
  }
  return [...joined.values()];
}
