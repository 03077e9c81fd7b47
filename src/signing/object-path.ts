import type { BucketLocation } from '../model/bucket-location.js';
import { UnsupportedError } from '../model/errors.js';
import { encodeRfc3986 } from './encode-rfc3986.js';

/** Most keys: nothing in them is encoded, and no part between slashes is empty or begins with a dot. */
const PLAIN_KEY = /^[\w~-][\w.~-]*(?:\/[\w~-][\w.~-]*)*$/;

/**
 * A key as a path has it: percent-encoded but for `/`.
 *
 * @throws UnsupportedError on half a character (a lone surrogate), and on a `.` or `..` segment: every browser resolves
 * those before it sends, encoded or not, and so would ask for another key, or another bucket.
 */
export function encodeKey(key: string): string {
  if (PLAIN_KEY.test(key)) return key;
  if (hasDotSegment(key)) {
    throw new UnsupportedError(
      'A key with a "." or ".." segment cannot be addressed from a browser: it resolves them before sending',
    );
  }
  return encodeRfc3986(key).replaceAll('%2F', '/');
}

/** Whether a part of a key between slashes is `.` or `..`. */
export function hasDotSegment(key: string): boolean {
  return /(?:^|\/)\.\.?(?:\/|$)/.test(key);
}

/**
 * The path of an object as it is signed and sent, or that of the bucket when the key is empty: `/photos` where the bucket
 * stands in the path, else `/`.
 *
 * @throws UnsupportedError as `encodeKey`.
 */
export function objectPath({ bucketPath }: BucketLocation, key: string): string {
  return key === '' && bucketPath !== '' ? bucketPath : `${bucketPath}/${encodeKey(key)}`;
}
