import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { isSignable } from '../is-signable.js';
import { objectPath } from '../object-path.js';
import { HeaderSigned } from '../signed.js';
import type { SignableRequest, SignedHeaders, SigningContext } from '../signer.js';
import { lowerNames } from '../sorted-headers.js';
import { basicTime } from '../time-formats.js';
import { unsignable } from '../unsignable.js';
import { canonicalQuery } from '../v4/canonical-query.js';
import { v4Scope } from '../v4/scope.js';
import { v4StringToSign } from '../v4/string-to-sign.js';
import { ossCanonicalRequest, ossResource, ossSignedHeaders, ossV4Trace } from './canonical-request.js';
import { OSS_V4, UNSIGNED_PAYLOAD } from './variant.js';

/** What this signer takes besides the time. */
export interface OssV4Context extends SigningContext {
  /** The product in the scope. Default `oss`; `oss-cloudbox`, with the box's id as region, for a CloudBox. */
  readonly product?: string;
  /**
   * Further headers to sign, such as `host` or `content-disposition`, in any case; those that the request has not are
   * left out. Default: none. `x-oss-…`, `content-type` and `content-md5` are signed anyway.
   */
  readonly additionalHeaders?: readonly string[];
}

/**
 * Signs a request in its headers by signature V4 of Alibaba Cloud OSS, with the security token when there is one.
 *
 * Pure but for the platform's hashes; sends nothing. The day's key is kept with the credentials object.
 *
 * @param request - The request. `x-oss-…` headers, `content-type` and `content-md5` are signed and must be sent as they
 * are; others are sent unsigned.
 * @param credentials - Temporary or long-lived keys.
 * @returns The URL, the headers to set (those of the request, `authorization`, `x-oss-date`, `x-oss-content-sha256` and
 * `x-oss-security-token`), and a trace without secrets.
 * @throws UnsupportedError when no browser could send such a request.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export async function signOssV4Headers(
  request: SignableRequest,
  credentials: Credentials,
  context: OssV4Context,
): Promise<SignedHeaders> {
  if (!isSignable(request, credentials, context)) throw await unsignable(request, credentials, context);
  const { method, location, key } = request;
  const { now, product = OSS_V4.service, additionalHeaders = [] } = context;
  const timestamp = basicTime(now);
  const scope = v4Scope(OSS_V4, credentials, timestamp.slice(0, 8), location.region, product);
  const headers = lowerNames(request.headers);
  headers['x-oss-content-sha256'] = UNSIGNED_PAYLOAD;
  headers['x-oss-date'] = timestamp;
  if (credentials.securityToken !== undefined) headers['x-oss-security-token'] = credentials.securityToken;
  const query = request.query === undefined ? '' : canonicalQuery(Object.entries(request.query), [], '');
  const parts = {
    method,
    resource: ossResource(location, key),
    query,
    ...ossSignedHeaders({ ...headers, host: location.host }, additionalHeaders),
  };
  const digest = await hashText('SHA-256', ossCanonicalRequest(parts));
  const stringToSign = v4StringToSign(scope, timestamp, digest);
  const signature = hex(await hmacText(scope.signingKey, stringToSign));
  const additional = parts.additionalHeaders === '' ? '' : `AdditionalHeaders=${parts.additionalHeaders},`;
  headers.authorization = `${OSS_V4.algorithm} Credential=${scope.credential},${additional}Signature=${signature}`;
  return new HeaderSigned(
    location.origin + objectPath(location, key) + (query === '' ? '' : `?${query}`),
    headers,
    () => ossV4Trace(parts, stringToSign),
  );
}
