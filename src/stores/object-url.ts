import { UnsupportedError } from '../model/errors.js';
import { encodeRfc3986 } from '../signing/encode-rfc3986.js';
import { hasDotSegment } from '../signing/has-dot-segment.js';
import type { Addressing } from './store.js';

/** Where an object or a bucket is. */
export interface ObjectLocation {
  /** Absolute, without a path. */
  readonly endpoint: URL;
  readonly bucket: string;
  readonly addressing: Addressing;
}

/**
 * The URL of an object, or of the bucket itself when the key is empty, percent-encoded as it is signed and sent.
 *
 * @param key - The object's key as text, not encoded. A leading `/` is part of it.
 * @param query - Query parameters, not encoded. An empty value is written as `name`.
 * @throws UnsupportedError on half a character (a lone surrogate), and on a key with a `.` or `..` segment: every browser
 * resolves those before it sends, and so would ask another key, or another bucket.
 */
export function objectUrl(
  location: ObjectLocation,
  key: string,
  query: Readonly<Record<string, string>> = {},
): string {
  const { endpoint, bucket, addressing } = location;
  const segments = key.split('/');
  if (hasDotSegment(segments)) {
    throw new UnsupportedError(
      'A key with a "." or ".." segment cannot be addressed from a browser: it resolves them before sending',
    );
  }
  const origin =
    addressing === 'virtual-host' ? `${endpoint.protocol}//${bucket}.${endpoint.host}` : endpoint.origin;
  const bucketPath = addressing === 'virtual-host' ? '' : `/${bucket}`;
  const keyPath = key === '' && bucketPath !== '' ? '' : `/${segments.map(encodeRfc3986).join('/')}`;
  const parameters = Object.entries(query).map(([name, value]) =>
    value === '' ? encodeRfc3986(name) : `${encodeRfc3986(name)}=${encodeRfc3986(value)}`,
  );
  return origin + bucketPath + keyPath + (parameters.length === 0 ? '' : `?${parameters.join('&')}`);
}
