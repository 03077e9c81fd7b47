import { base64 } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import { expiresAt } from '../expires-at.js';
import { hmacText } from '../hmac-text.js';
import { isPresignable } from '../is-signable.js';
import { objectUrl, withParameters } from '../object-url.js';
import { UrlSigned } from '../signed.js';
import type { ExpiringContext, SignableRequest, SignedUrl } from '../signer.js';
import { lowerNames, sortedHeaders } from '../sorted-headers.js';
import { tokenEncoder } from '../token-encoder.js';
import { unpresignable } from '../unsignable.js';
import { ossV1Key, ossV1StringToSign, ossV1Trace } from './sign-text.js';

/**
 * Presigns a URL by signature V1 of Alibaba Cloud OSS. It is being switched off: prefer `signOssV4Url`.
 *
 * Pure but for the platform's hashes; sends nothing. Whoever has the URL can use it until it expires.
 *
 * @param request - The request. `content-type`, `content-md5` and `x-oss-…` headers in it are signed, and must then be
 * sent byte for byte.
 * @param context - The time, and the life of the URL in whole seconds.
 * @returns The URL; when it stops working, at the latest with the credentials; and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range. UnsupportedError when no browser could send such a URL.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export async function signOssV1Url(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedUrl> {
  if (!isPresignable(request, credentials, context)) throw await unpresignable(request, credentials, context);
  const signingKey = ossV1Key(credentials);
  const { method, location, key } = request;
  const date = String(Math.floor(context.now.getTime() / 1000) + context.expiresInSeconds);
  const headers = lowerNames(request.headers);
  const query = { ...request.query };
  if (credentials.securityToken !== undefined) query['security-token'] = credentials.securityToken;
  const signed = sortedHeaders(headers);
  const parts = { method, location, key, query: Object.entries(query), headers: signed, date };
  const signature = base64(await hmacText(signingKey, ossV1StringToSign(parts)));
  const own = `OSSAccessKeyId=${encodeRfc3986(credentials.accessKeyId)}&Expires=${date}&Signature=${encodeRfc3986(signature)}`;
  return new UrlSigned(
    withParameters(objectUrl(location, key, query, tokenEncoder(credentials)), own),
    headers,
    expiresAt(context, credentials),
    () => ossV1Trace(parts),
  );
}
