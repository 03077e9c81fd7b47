import type { Credentials } from '../../model/credentials.js';
import { expiresAt } from '../expires-at.js';
import { isPresignable } from '../is-signable.js';
import { objectUrl } from '../object-url.js';
import { UrlSigned } from '../signed.js';
import type { ExpiringContext, SignableRequest, SignedUrl } from '../signer.js';
import { lowerNames, sortedHeaders } from '../sorted-headers.js';
import { unpresignable } from '../unsignable.js';
import { ossV1Key, ossV1StringToSign, ossV1Trace, signOssV1Text } from './sign-text.js';

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
  const { securityToken: token } = credentials;
  const query = { ...request.query, ...(token === undefined ? {} : { 'security-token': token }) };
  const signed = sortedHeaders(headers);
  const parts = { method, location, key, query: Object.entries(query), headers: signed, date };
  const Signature = await signOssV1Text(signingKey, ossV1StringToSign(parts));
  return new UrlSigned(
    objectUrl(location, key, {
      ...query,
      OSSAccessKeyId: credentials.accessKeyId,
      Expires: date,
      Signature,
    }),
    headers,
    expiresAt(context, credentials),
    () => ossV1Trace(parts),
  );
}
