import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { isSignable } from '../is-signable.js';
import { objectUrl } from '../object-url.js';
import { HeaderSigned } from '../signed.js';
import type { SignableRequest, SignedHeaders, SigningContext } from '../signer.js';
import { lowerNames } from '../sorted-headers.js';
import { tokenEncoder } from '../token-encoder.js';
import { unsignable } from '../unsignable.js';
import { keyTimeIssues } from './check-key-time.js';
import { cosHeaderKeys, headerKeyTime, type KeyTime, timeText } from './key-time.js';
import { cosAuthorization, cosCanonical, cosStringToSign, cosTrace } from './sign-text.js';

/** What this signer takes besides the time. */
export interface CosContext extends SigningContext {
  /** The window in which the signature is good. Default: the credentials' own life, else one that begins
   * 5 to 10 minutes before now and ends 15 to 20 after it. */
  readonly keyTime?: KeyTime;
  /** Whether `Host` is signed, which ties the signature to the bucket. Default `true`. */
  readonly signHost?: boolean;
}

/**
 * Signs a request in its headers as Tencent COS wants it, with the security token when there is one.
 *
 * Pure but for the platform's hashes; sends nothing. The key of a window of time is kept with the credentials object.
 *
 * @param request - The request. All of its headers and parameters are signed and must be sent as they are.
 * @param credentials - Temporary or long-lived keys. With a start and an end the signature is good for all of that time,
 * whatever the clock here says.
 * @returns The URL, the headers to set (those of the request, `authorization` and `x-cos-security-token`), and a trace
 * without secrets.
 * @throws UnsupportedError when no browser could send such a request.
 * @see https://www.tencentcloud.com/document/product/436/7778
 */
export async function signCosHeaders(
  request: SignableRequest,
  credentials: Credentials,
  context: CosContext,
): Promise<SignedHeaders> {
  const wrongTime = keyTimeIssues(context?.keyTime);
  if (!isSignable(request, credentials, context) || wrongTime.length > 0)
    throw await unsignable(request, credentials, context, wrongTime);
  const { method, location, key, query = {} } = request;
  const keyTime = context.keyTime ?? headerKeyTime(context, credentials);
  const time = timeText(keyTime);
  const signingKey = cosHeaderKeys(credentials, time);
  const headers = lowerNames(request.headers);
  if (credentials.securityToken !== undefined) headers['x-cos-security-token'] = credentials.securityToken;
  const url = objectUrl(location, key, query);
  const signedHeaders = { ...headers };
  if (context.signHost !== false) signedHeaders.host = location.host;
  const encode = tokenEncoder(credentials);
  const parts = { method, location, key, query, headers: signedHeaders, encode };
  const canonical = cosCanonical(parts);
  const stringToSign = cosStringToSign(time, await hashText('SHA-1', canonical.text));
  const signed = { time, signature: hex(await hmacText(signingKey, stringToSign)) };
  headers.authorization = cosAuthorization(credentials, canonical, signed);
  return new HeaderSigned(url, headers, () => cosTrace(parts, stringToSign));
}
