import type { BucketLocation } from '../model/bucket-location.js';
import { UnsupportedError } from '../model/errors.js';
import { encodeRfc3986, isBare } from './encode-rfc3986.js';

/** Whether nothing in a key is encoded and none of its parts begins with a dot: most keys. */
function isPlainKey(key: string): boolean {
  let isAtStart = true;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    if (code === SLASH) {
      isAtStart = true;
    } else if (isBare(code) && !(isAtStart && code === DOT)) {
      isAtStart = false;
    } else {
      return false;
    }
  }
  return true;
}

const SLASH = 0x2f;
const DOT = 0x2e;

/**
 * A key as a path has it: percent-encoded but for `/`.
 *
 * @throws UnsupportedError on half a character (a lone surrogate), and on a `.` or `..` segment: every browser resolves
 * those before it sends, encoded or not, and so would ask for another key, or another bucket.
 */
export function encodeKey(key: string): string {
  if (isPlainKey(key)) return key;
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
