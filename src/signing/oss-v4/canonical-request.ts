import type { BucketLocation } from '../../model/bucket-location.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { encodeKey } from '../object-path.js';
import { shownHeader, shownQuery } from '../secret-headers.js';
import type { SignatureTrace } from '../signer.js';
import { sortedHeaders } from '../sorted-headers.js';
import { UNSIGNED_PAYLOAD } from './variant.js';

/** Everything of a request that is signed. */
export interface OssV4Parts {
  readonly method: string;
  /** Percent-encoded, the bucket first, wherever it stands in the URL. */
  readonly resource: string;
  /** Sorted and encoded. */
  readonly query: string;
  /** Those that are signed: names lower-case and sorted, values trimmed. */
  readonly headers: readonly HeaderEntry[];
  /** Names joined by `;`. Empty: none. */
  readonly additionalHeaders: string;
}

/** `/bucket/key`, percent-encoded. */
export function ossResource({ bucket }: BucketLocation, key: string): string {
  return bucket === '' ? '/' : `/${bucket}/${encodeKey(key)}`;
}

/** Of all headers of a request those that are signed, and the names that were signed because the caller asked for it. */
export function ossSignedHeaders(
  headers: Readonly<Record<string, string>>,
  additional: readonly string[],
): Pick<OssV4Parts, 'headers' | 'additionalHeaders'> {
  const sorted = sortedHeaders(headers);
  if (additional.length === 0) {
    return { headers: sorted.filter((header) => isSignedAnyway(header[0])), additionalHeaders: '' };
  }
  const asked = new Set(additional.map((name) => name.toLowerCase()));
  const isAdded = (name: string) => asked.has(name) && !isSignedAnyway(name);
  return {
    headers: sorted.filter(([name]) => isSignedAnyway(name) || isAdded(name)),
    additionalHeaders: sorted
      .map(([name]) => name)
      .filter(isAdded)
      .join(';'),
  };
}

function isSignedAnyway(name: string): boolean {
  return name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5';
}

/** The canonical request of signature V4. */
export function ossCanonicalRequest(parts: OssV4Parts): string {
  const { method, resource, query, headers, additionalHeaders } = parts;
  let lines = '';
  for (const header of headers) lines += `${header[0]}:${header[1]}\n`;
  return `${method}\n${resource}\n${query}\n${lines}\n${additionalHeaders}\n${UNSIGNED_PAYLOAD}`;
}

/** What a trace shows of it. */
export function ossV4Trace(parts: OssV4Parts, stringToSign: string): SignatureTrace {
  const headers = parts.headers.map(([name, value]): HeaderEntry => [name, shownHeader(name, value)]);
  return {
    canonicalRequest: ossCanonicalRequest({ ...parts, headers, query: shownQuery(parts.query) }),
    stringToSign,
    signedHeaders: headers.map(([name]) => name),
  };
}
