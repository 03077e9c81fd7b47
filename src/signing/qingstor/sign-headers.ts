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
import { qingstorKey, qingstorStringToSign, qingstorTrace } from './sign-text.js';

/**
 * Signs a request in its headers as QingStor wants it. QingStor has no temporary credentials, so these keys must not be
 * in a page: let a server sign, by `remoteSigner()`.
 *
 * Pure but for the platform's hashes; sends nothing.
 *
 * @param request - The request. `x-qs-…` headers, `content-type` and `content-md5` are signed and must be sent as they
 * are. A `date` or `x-qs-date` of its own takes the place of the time of signing; a browser sends no `date`.
 * @param credentials - Long-lived keys. A token is not sent: there is no header for it.
 * @returns The URL, the headers to set (those of the request, `authorization` and `x-qs-date`), and a trace without secrets.
 * @throws UnsupportedError when no browser could send such a request.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/signature/
 */
export async function signQingstorHeaders(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
): Promise<SignedHeaders> {
  if (!isSignable(request, credentials, context)) throw await unsignable(request, credentials, context);
  const signingKey = qingstorKey(credentials);
  const { method, location, key, query = {} } = request;
  const headers = lowerNames(request.headers);
  if (headers.date === undefined) headers['x-qs-date'] ??= httpTime(context.now);
  const date = headers['x-qs-date'] === undefined ? (headers.date ?? '') : '';
  const url = objectUrl(location, key, query);
  const signed = sortedHeaders(headers);
  const parts = { method, location, key, query: Object.entries(query), headers: signed, date };
  const signature = base64(await hmacText(signingKey, qingstorStringToSign(parts)));
  headers.authorization = `QS ${credentials.accessKeyId}:${signature}`;
  return new HeaderSigned(url, headers, () => qingstorTrace(parts));
}
