import type { CorsResponse } from '../model/cors-exchange.js';
import { trimEnds } from '../model/trim-ends.js';
import type { Engine } from './engines/engine.js';
import { normalizeValue } from './header-lines.js';
import { isToken } from './is-token.js';

/** Headers that no engine overlooks for being empty. */
const KEPT_EMPTY = ['access-control-allow-origin', 'location'];

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
