import { hex } from '../../crypto/encodings.js';
import type { Credentials } from '../../model/credentials.js';
import { expiresAt } from '../expires-at.js';
import { hashText } from '../hash-text.js';
import { hmacText } from '../hmac-text.js';
import { isPresignable } from '../is-signable.js';
import { objectUrl, withParameters } from '../object-url.js';
import { UrlSigned } from '../signed.js';
import type { ExpiringContext, SignableRequest, SignedUrl } from '../signer.js';
import { lowerNames } from '../sorted-headers.js';
import { tokenEncoder } from '../token-encoder.js';
import { unpresignable } from '../unsignable.js';
import { keyTimeIssues } from './check-key-time.js';
import { cosUrlKeys, type KeyTime, timeText, urlKeyTime } from './key-time.js';
import type { CosContext } from './sign-headers.js';
import {
  type CosCanonical,
  type CosSignature,
  cosAuthorization,
  cosCanonical,
  cosStringToSign,
  cosTrace,
} from './sign-text.js';

/** What this signer takes. */
export interface CosUrlContext extends CosContext, ExpiringContext {
  /** Whether the signature goes into one parameter, `sign`, as older servers and tools write it. Default `false`. */
  readonly merged?: boolean;
}

/**
 * Presigns a URL as Tencent COS wants it. The security token, where there is one, is part of what is signed.
 *
 * Pure but for the platform's hashes; sends nothing. Whoever has the URL can use it until it expires, on this host only,
 * unless `signHost` is `false`.
 *
 * @param request - The request. Its parameters and headers are signed, and must then be sent byte for byte.
 * @param credentials - Temporary or long-lived keys.
 * @param context - The time, and the life of the URL in whole seconds.
 * @returns The URL; when it stops working, at the latest with the credentials; and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range. UnsupportedError when no browser could send such a URL.
 * @see https://www.tencentcloud.com/document/product/436/14114
 */
export async function signCosUrl(
  request: SignableRequest,
  credentials: Credentials,
  context: CosUrlContext,
): Promise<SignedUrl> {
  const wrongTime = keyTimeIssues(context?.keyTime);
  if (!isPresignable(request, credentials, context) || wrongTime.length > 0)
    throw await unpresignable(request, credentials, context, undefined, wrongTime);
  const { method, location, key } = request;
  const end = expiresAt(context, credentials);
  const keyTime = context.keyTime ?? urlKeyTime(context.now, end, credentials);
  const time = timeText(keyTime);
  const signingKey = cosUrlKeys(credentials, time);
  const query = { ...request.query };
  if (credentials.securityToken !== undefined) query['x-cos-security-token'] = credentials.securityToken;
  const headers = lowerNames(request.headers);
  const signedHeaders = { ...headers };
  if (context.signHost !== false) signedHeaders.host = location.host;
  const encode = tokenEncoder(credentials);
  const parts = { method, location, key, query, headers: signedHeaders, encode };
  const canonical = cosCanonical(parts);
  const stringToSign = cosStringToSign(time, await hashText('SHA-1', canonical.text));
  const signed = { time, signature: hex(await hmacText(signingKey, stringToSign)) };
  const url = objectUrl(location, key, query, encode);
  const signature = context.merged
    ? `sign=${encodeValue(cosAuthorization(credentials, canonical, signed))}`
    : cosParameters(credentials, canonical, signed);
  return new UrlSigned(withParameters(url, signature), headers, endOf(keyTime, credentials), () =>
    cosTrace(parts, stringToSign),
  );
}

/** The same as parameters of a URL, each value encoded. */
function cosParameters(
  { accessKeyId }: Credentials,
  { headerNames, parameterNames }: CosCanonical,
  { time, signature }: CosSignature,
): string {
  const life = time.replace(';', '%3B');
  return `q-sign-algorithm=sha1&q-ak=${encodeValue(accessKeyId)}&q-sign-time=${life}&q-key-time=${life}&q-header-list=${encodeValue(headerNames)}&q-url-param-list=${encodeValue(parameterNames)}&q-signature=${signature}`;
}

/** A window that was given may be longer than the credentials live. */
function endOf({ endSeconds }: KeyTime, { expiration }: Credentials): Date {
  const end = endSeconds * 1000;
  return new Date(expiration === undefined ? end : Math.min(end, expiration.getTime()));
}

/** As the vendor's clients do, and with the one character that a browser encodes besides. */
function encodeValue(value: string): string {
  return encodeURIComponent(value).replaceAll("'", '%27');
}
