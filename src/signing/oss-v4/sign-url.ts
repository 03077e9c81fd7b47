import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import { expiresAt } from '../expires-at.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { isPresignable } from '../is-signable.js';
import { objectPath } from '../object-path.js';
import { UrlSigned } from '../signed.js';
import type { ExpiringContext, SignableRequest, SignedUrl } from '../signer.js';
import { lowerNames } from '../sorted-headers.js';
import { basicTime } from '../time-formats.js';
import { unpresignable } from '../unsignable.js';
import { canonicalQuery } from '../v4/canonical-query.js';
import { v4Scope } from '../v4/scope.js';
import { v4StringToSign } from '../v4/string-to-sign.js';
import { ossCanonicalRequest, ossResource, ossSignedHeaders, ossV4Trace } from './canonical-request.js';
import type { OssV4Context } from './sign-headers.js';
import { OSS_V4 } from './variant.js';

/** Seven days: what signature V4 allows at most. */
const MAX_SECONDS = 604_800;

/**
 * Presigns a URL by signature V4 of Alibaba Cloud OSS. The security token, where there is one, is part of what is signed.
 *
 * Pure but for the platform's hashes; sends nothing. Whoever has the URL can use it until it expires.
 *
 * @param request - The request. `content-type`, `content-md5` and `x-oss-…` headers in it are signed, and must then be
 * sent byte for byte: a browser adds a `Content-Type` of its own to a Blob with a type.
 * @param credentials - Temporary or long-lived keys.
 * @param context - The time, and the life of the URL in whole seconds, 1 to 604,800; besides as for headers.
 * @returns The URL; when it stops working, at the latest with the credentials; and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range. UnsupportedError when no browser could send such a URL.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export async function signOssV4Url(
  request: SignableRequest,
  credentials: Credentials,
  context: OssV4Context & ExpiringContext,
): Promise<SignedUrl> {
  if (!isPresignable(request, credentials, context, MAX_SECONDS))
    throw await unpresignable(request, credentials, context, MAX_SECONDS);
  const { method, location, key } = request;
  const { now, product = OSS_V4.service, additionalHeaders = [] } = context;
  const timestamp = basicTime(now);
  const scope = v4Scope(OSS_V4, credentials, timestamp.slice(0, 8), location.region, product);
  const headers = lowerNames(request.headers);
  const signed = ossSignedHeaders({ ...headers, host: location.host }, additionalHeaders);
  const parameters: [string, string][] = [];
  if (signed.additionalHeaders !== '')
    parameters.push(['x-oss-additional-headers', encodeRfc3986(signed.additionalHeaders)]);
  parameters.push(
    ['x-oss-credential', scope.encodedCredential],
    ['x-oss-date', timestamp],
    ['x-oss-expires', String(context.expiresInSeconds)],
  );
  if (scope.encodedToken !== '') parameters.push(['x-oss-security-token', scope.encodedToken]);
  parameters.push(['x-oss-signature-version', OSS_V4.algorithm]);
  const query = canonicalQuery(Object.entries(request.query ?? {}), parameters, '');
  const parts = { method, resource: ossResource(location, key), query, ...signed };
  const digest = await hashText('SHA-256', ossCanonicalRequest(parts));
  const stringToSign = v4StringToSign(scope, timestamp, digest);
  const signature = hex(await hmacText(scope.signingKey, stringToSign));
  return new UrlSigned(
    `${location.origin}${objectPath(location, key)}?${query}&x-oss-signature=${signature}`,
    headers,
    expiresAt(context, credentials),
    () => ossV4Trace(parts, stringToSign),
  );
}
