import type { HeaderEntry } from '../../../src/model/cors-exchange.js';

/** https://fetch.spec.whatwg.org/#cors-safelisted-method */
const METHODS = ['GET', 'HEAD', 'POST'];
/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header, as far as the cases go: their values are short and plain. */
const NAMES = ['accept', 'accept-language', 'content-language'];
const TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * What a browser asks for before it sends this to another origin; `null`: it does not ask. Written apart from the SDK on purpose,
 * whose answer to the same question is held against it.
 */
export function askedOf(method: string, headers: readonly HeaderEntry[]): readonly string[] | null {
  const unsafe = headers.filter(
    ([name, value]) =>
      !NAMES.includes(name.toLowerCase()) &&
      !(name.toLowerCase() === 'content-type' && TYPES.includes(value.toLowerCase())),
  );
  const names = [...new Set(unsafe.map(([name]) => name.toLowerCase()))].sort();
  return METHODS.includes(method) && names.length === 0 ? null : names;
}
