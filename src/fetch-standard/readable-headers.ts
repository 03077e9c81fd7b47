import type { CorsResponse } from '../model/cors-exchange.js';
import type { CredentialsMode } from './checked-request.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { listItems } from './header-values.js';
import { isToken } from './is-token.js';

/** @see https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
const SAFELISTED =
  /^(cache-control|content-language|content-length|content-type|expires|last-modified|pragma)$/;

/** Whether every page may read a header of an answer. @param lower - Its name, lower-case. */
export function isSafelistedResponseHeader(lower: string): boolean {
  return SAFELISTED.test(lower);
}

/**
 * The names of an answer's headers that a page of another origin may read, as `response.headers` lists them: lower-case,
 * sorted, each once.
 *
 * @param credentials - Of the request: with `include`, a `*` exposes nothing. Default `same-origin`.
 * @param engine - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-cors
 */
export function readableHeaders(
  response: CorsResponse,
  credentials: CredentialsMode = 'same-origin',
  engine: Engine = browsers,
): string[] {
  const items = listItems(response, 'access-control-expose-headers', engine).map((item) =>
    item.toLowerCase(),
  );
  const malformed = items.findIndex((item) => !isToken(item));
  // https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list: a list with a malformed item is none.
  const exposed = malformed === -1 ? items : [];
  const hasStar =
    exposed.includes('*') || (engine.exposesAllBeforeMalformed && items.slice(0, malformed).includes('*'));
  const exposesAll = hasStar && credentials !== 'include';
  const listed = new Set(exposed);
  const isReadable = (name: string) =>
    exposesAll ||
    isSafelistedResponseHeader(name) ||
    listed.has(name) ||
    (hasStar && engine.readableBesideStar?.includes(name));
  return readableNames(response, isReadable);
}

/** The names of an answer's headers that may be read, lower-case, sorted, each once: never those of cookies. */
export function readableNames(response: CorsResponse, isReadable: (lower: string) => unknown): string[] {
  const names = new Set(response.headers.map(([name]) => name.toLowerCase()));
  // https://fetch.spec.whatwg.org/#forbidden-response-header-name
  return [...names].filter((name) => !/^set-cookie2?$/.test(name) && isReadable(name)).sort();
}
