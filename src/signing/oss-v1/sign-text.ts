import type { BucketLocation } from '../../model/bucket-location.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Credentials } from '../../model/credentials.js';
import type { PreparedKey } from '../prepared-key.js';
import { shownHeader, shownParameter } from '../secret-headers.js';
import { secretKey } from '../secret-key.js';
import type { SignatureTrace } from '../signer.js';
import { resourceWithQuery, signedHeaderNames, stringToSign } from '../string-to-sign.js';
import { isOssSubResource } from './sub-resources.js';

/** Everything of a request that is signed. */
export interface OssV1Parts {
  readonly method: string;
  readonly location: BucketLocation;
  readonly key: string;
  /** Not encoded. */
  readonly query: readonly HeaderEntry[];
  /** Names lower-case and sorted, values trimmed. */
  readonly headers: readonly HeaderEntry[];
  readonly date: string;
}

/** The string to sign of signature V1. The key stands in it as it is, not percent-encoded. */
export function ossV1StringToSign({ method, location, key, query, headers, date }: OssV1Parts): string {
  const { bucket } = location;
  const path = bucket === '' ? '/' : `/${bucket}/${key}`;
  const resource = resourceWithQuery(path, query, isOssSubResource);
  return stringToSign({ method, headers, prefix: 'x-oss-', date, resource });
}

/** The secret as the key of this scheme. */
export function ossV1Key(credentials: Credentials): PreparedKey {
  return secretKey('SHA-1', credentials);
}

/** What a trace shows of it. */
export function ossV1Trace(parts: OssV1Parts): SignatureTrace {
  const headers = parts.headers.map(([name, value]): HeaderEntry => [name, shownHeader(name, value)]);
  const query = parts.query.map(([name, value]): HeaderEntry => [name, shownParameter(name, value)]);
  return {
    canonicalRequest: null,
    stringToSign: ossV1StringToSign({ ...parts, headers, query }),
    signedHeaders: signedHeaderNames({ headers, prefix: 'x-oss-' }),
  };
}
