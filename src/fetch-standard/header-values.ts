import type { HeaderEntry } from '../model/cors-exchange.js';

/** Whitespace that HTTP strips from both ends of a value. */
const HTTP_WHITESPACE = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** A value without whitespace at its ends. @see https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function normalizeValue(value: string): string {
  return value.replace(HTTP_WHITESPACE, '');
}

/** Whether a text is a token, as header names and methods are. @see https://httpwg.org/specs/rfc9110.html#tokens */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * All values of one name, joined by `, `; `null` when the name does not occur.
 *
 * @see https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function combinedValue(headers: readonly HeaderEntry[], name: string): string | null {
  const values = headers
    .filter(([entry]) => entry.toLowerCase() === name.toLowerCase())
    .map(([, value]) => normalizeValue(value));
  return values.length === 0 ? null : values.join(', ');
}

/**
 * A header's value as a list of tokens. `null`: an item is no token, which makes the whole header a failure. Absent and
 * empty headers give an empty list.
 *
 * @see https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function tokenList(headers: readonly HeaderEntry[], name: string): string[] | null {
  const items = (combinedValue(headers, name) ?? '')
    .split(',')
    .map((item) => item.replace(/^[\t ]+|[\t ]+$/g, ''))
    .filter((item) => item !== '');
  return items.every(isToken) ? items : null;
}
