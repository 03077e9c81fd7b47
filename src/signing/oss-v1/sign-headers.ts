import { base64 } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { hmacText } from '../hmac-text.js';
import { isSignable } from '../is-signable.js';
import { objectUrl } from '../object-url.js';
import { HeaderSigned } from '../signed.js';
import type { SignableRequest, SignedHeaders, SigningContext } from '../signer.js';
import { lowerNames, sortedHeaders } from '../sorted-headers.js';
import { httpTime } from '../time-formats.js';
import { unsignable } from '../unsignable.js';
import { ossV1Key, ossV1StringToSign, ossV1Trace } from './sign-text.js';

/**
 * Signs a request in its headers by signature V1 of Alibaba Cloud OSS. It is being switched off: prefer
 * `signOssV4Headers`.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param request - The request. `x-oss-…` headers, `content-type` and `content-md5` are signed and must be sent as they
 * are; of the query, what names a part of the bucket or object. A `date` or `x-oss-date` of its own takes the place of
 * the time of signing; a browser sends no `date`.
 * @returns The URL, the headers to set (those of the request, `authorization`, `x-oss-date` and `x-oss-security-token`),
 * and a trace without secrets.
 * @throws UnsupportedError when no browser could send such a request.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export async function signOssV1Headers(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
): Promise<SignedHeaders> {
  if (!isSignable(request, credentials, context)) throw await unsignable(request, credentials, context);
  const signingKey = ossV1Key(credentials);
  const { method, location, key, query = {} } = request;
  const headers = lowerNames(request.headers);
  if (headers.date === undefined) headers['x-oss-date'] ??= httpTime(context.now);
  const date = headers['x-oss-date'] ?? headers.date ?? '';
  if (credentials.securityToken !== undefined) headers['x-oss-security-token'] = credentials.securityToken;
  const url = objectUrl(location, key, query);
  const signed = sortedHeaders(headers);
  const parts = { method, location, key, query: Object.entries(query), headers: signed, date };
  const signature = base64(await hmacText(signingKey, ossV1StringToSign(parts)));
  headers.authorization = `OSS ${credentials.accessKeyId}:${signature}`;
  return new HeaderSigned(url, headers, () => ossV1Trace(parts));
}
