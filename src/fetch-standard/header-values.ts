import type { CorsResponse, HeaderEntry } from '../model/cors-exchange.js';
import { trimEnds } from '../model/trim-ends.js';
import type { Engine } from './engines/engine.js';

/** Whitespace that HTTP strips from both ends of a value. */
export const HTTP_WHITESPACE = '\t\n\r ';
/** Headers that no engine overlooks for being empty. */
const KEPT_EMPTY = ['access-control-allow-origin', 'location'];
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** A value without whitespace at its ends. @see https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function normalizeValue(value: string): string {
  return trimEnds(value, HTTP_WHITESPACE);
}

/** Whether a text is a token, as header names and methods are. @see https://httpwg.org/specs/rfc9110.html#tokens */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** The values of one header, line by line, normalized. @param name - Lower-case. */
export function headerLines(response: CorsResponse, name: string, engine: Engine): string[] {
  const values = response.headers
    .filter(([entry]) => entry.toLowerCase() === name)
    .map(([, value]) => normalizeValue(value));
  if (!engine.dropsEmptyLines) return values;
  const filled = values.filter((value) => value !== '');
  return filled.length === 0 && KEPT_EMPTY.includes(name) ? values.slice(0, 1) : filled;
}

/**
 * All values of one name, joined by `, `; `null` when the name does not occur.
 *
 * @param name - Lower-case.
 * @see https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function combinedValue(response: CorsResponse, name: string, engine: Engine): string | null {
  const values = headerLines(response, name, engine);
  return values.length === 0 ? null : values.join(', ');
}

/**
 * A header's value as a list of tokens. `null`: an item is no token, which makes the whole header a failure. Absent and
 * empty headers give an empty list.
 *
 * @param name - Lower-case.
 * @see https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function tokenList(response: CorsResponse, name: string, engine: Engine): string[] | null {
  const items = listItems(response, name, engine);
  return items.every(isToken) ? items : null;
}

/** A header's value cut at its commas, without blanks and empty items, tokens or not. @param name - Lower-case. */
export function listItems(response: CorsResponse, name: string, engine: Engine): string[] {
  return (combinedValue(response, name, engine) ?? '')
    .split(',')
    .map((item) => trimEnds(item, '\t '))
    .filter((item) => item !== '');
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
