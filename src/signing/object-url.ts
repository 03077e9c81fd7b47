import type { BucketLocation } from '../model/bucket-location.js';
import { encodeRfc3986 } from './encode-rfc3986.js';
import { objectPath } from './object-path.js';

/**
 * The URL of an object, or of the bucket itself when the key is empty, percent-encoded as it is signed and sent.
 *
 * @param key - The object's key as text, not encoded. A leading `/` is part of it.
 * @param query - Query parameters, not encoded. An empty value is written as `name`.
 * @throws UnsupportedError on half a character (a lone surrogate), and on a key with a `.` or `..` segment.
 */
export function objectUrl(
  location: BucketLocation,
  key: string,
  query: Readonly<Record<string, string>> = {},
  encode: (text: string) => string = encodeRfc3986,
): string {
  const parameters = Object.entries(query).map(([name, value]) =>
    value === '' ? encodeRfc3986(name) : `${encodeRfc3986(name)}=${encode(value)}`,
  );
  return (
    location.origin + objectPath(location, key) + (parameters.length === 0 ? '' : `?${parameters.join('&')}`)
  );
}
