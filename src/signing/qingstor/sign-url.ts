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
import { unpresignable } from '../unsignable.js';
import { qingstorKey, qingstorStringToSign, qingstorTrace } from './sign-text.js';

/**
 * Presigns a URL as QingStor wants it. QingStor has no temporary credentials, so these keys must not be in a page: let a
 * server sign, by `remoteSigner()`.
 *
 * Pure but for the platform's hashes; sends nothing. Whoever has the URL can use it until it expires.
 *
 * @param request - The request. Whether the store looks at `content-type` here is not known, so upload bytes or a Blob
 * without a type, and sign none; that is right either way. `x-qs-…` headers are signed and must be sent.
 * @param credentials - Long-lived keys.
 * @param context - The time, and the life of the URL in whole seconds.
 * @returns The URL, when it stops working, and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range. UnsupportedError when no browser could send such a URL.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/signature/
 */
export async function signQingstorUrl(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
): Promise<SignedUrl> {
  if (!isPresignable(request, credentials, context)) throw await unpresignable(request, credentials, context);
  const signingKey = qingstorKey(credentials);
  const { method, location, key, query = {} } = request;
  const date = String(Math.floor(context.now.getTime() / 1000) + context.expiresInSeconds);
  const headers = lowerNames(request.headers);
  const signed = sortedHeaders(headers);
  const parts = { method, location, key, query: Object.entries(query), headers: signed, date };
  const signature = base64(await hmacText(signingKey, qingstorStringToSign(parts)));
  const own = `access_key_id=${encodeRfc3986(credentials.accessKeyId)}&expires=${date}&signature=${encodeRfc3986(signature)}`;
  return new UrlSigned(
    withParameters(objectUrl(location, key, query), own),
    headers,
    expiresAt(context, credentials),
    () => qingstorTrace(parts),
  );
}
