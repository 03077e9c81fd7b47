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
  let url = location.origin + objectPath(location, key);
  let separator = '?';
  for (const name of Object.keys(query)) {
    const value = query[name] ?? '';
    url += separator + encodeRfc3986(name);
    if (value !== '') url += `=${encode(value)}`;
    separator = '&';
  }
  return url;
}

/** A URL with further parameters, which are encoded already. */
export function withParameters(url: string, parameters: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${parameters}`;
}
