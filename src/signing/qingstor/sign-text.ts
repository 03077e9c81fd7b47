import type { BucketLocation } from '../../model/bucket-location.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeKey } from '../object-path.js';
import type { PreparedKey } from '../prepared-key.js';
import { shownHeader } from '../secret-headers.js';
import { secretKey } from '../secret-key.js';
import type { SignatureTrace } from '../signer.js';
import { resourceWithQuery, signedHeaderNames, stringToSign } from '../string-to-sign.js';
import { isQingstorSubResource } from './sub-resources.js';

/** Everything of a request that is signed. */
export interface QingstorParts {
  readonly method: string;
  readonly location: BucketLocation;
  readonly key: string;
  /** Not encoded. */
  readonly query: readonly HeaderEntry[];
  /** Names lower-case and sorted, values trimmed. */
  readonly headers: readonly HeaderEntry[];
  /** Empty when the request has `x-qs-date`. */
  readonly date: string;
}

/** The string to sign. The path stands in it as it is sent, percent-encoded, with the bucket first. */
export function qingstorStringToSign({ method, location, key, query, headers, date }: QingstorParts): string {
  const { bucket, bucketPath } = location;
  // A bucket in the path is `/photos`; one in the host has a path of its own, `/`.
  const tail = key === '' && bucketPath !== '' ? '' : `/${encodeKey(key)}`;
  const path = bucket === '' ? tail : `/${bucket}${tail}`;
  const resource = resourceWithQuery(path, query, isQingstorSubResource);
  return stringToSign({ method, headers, prefix: 'x-qs-', date, resource });
}

/** The secret as the key of this scheme. */
export function qingstorKey(credentials: Credentials): PreparedKey {
  return secretKey('SHA-256', credentials);
}

/** What a trace shows of it. */
export function qingstorTrace(parts: QingstorParts): SignatureTrace {
  const headers = parts.headers.map(([name, value]): HeaderEntry => [name, shownHeader(name, value)]);
  return {
    canonicalRequest: null,
    stringToSign: qingstorStringToSign({ ...parts, headers }),
    signedHeaders: signedHeaderNames({ headers, prefix: 'x-qs-' }),
  };
}
