import { createHmac } from 'node:crypto';
import type { AccessKey } from '../access-keys.js';
import type { Access } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { headerOf } from '../exchange.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { checkLifetime, checkSkew, noValidDate } from './check-time.js';
import { findKey } from './find-key.js';
import { badArgument, ossError } from './oss-error.js';
import { signatureDoesNotMatch } from './signature-error.js';
import { stringToSignV1 } from './string-to-sign-v1.js';
import { readHttpDate } from './times.js';

/**
 * Checks a signature V1 in the headers: `OSS ID:SIGNATURE`.
 *
 * @throws ServiceError
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export function authenticateV1Header(request: ParsedRequest, value: string, access: Access): AccessKey {
  const colon = value.lastIndexOf(':');
  const [accessKeyId, provided] = [value.slice(0, Math.max(colon, 0)).trim(), value.slice(colon + 1).trim()];
  if (colon < 0) throw badArgument('Authorization', 'Authorization header is invalid.');
  if (accessKeyId === '' || provided === '') {
    throw badArgument('Authorization', 'AccessKeyId or Signature is missing in Authorization header value.');
  }
  const date = headerOf(request, 'x-oss-date') ?? headerOf(request, 'date') ?? '';
  const time = readHttpDate(date);
  if (time === null) throw noValidDate();
  checkSkew(time, access.now);
  const token = headerOf(request, 'x-oss-security-token');
  const caller = findKey(accessKeyId, token, access);
  return compare(request, { caller, provided, date, token, ec: '0002-00000040' });
}

/**
 * Checks a signature V1 in the query.
 *
 * @throws ServiceError
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
 */
export function authenticateV1Url(request: ParsedRequest, access: Access): AccessKey {
  const [accessKeyId, expires, provided] = ['OSSAccessKeyId', 'Expires', 'Signature'].map((name) =>
    queryValue(request.at, name),
  );
  if (!accessKeyId || !expires || !provided) {
    const message =
      'Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters.';
    throw ossError(403, 'AccessDenied', message);
  }
  if (!/^\d{1,11}$/.test(expires)) {
    throw ossError(403, 'AccessDenied', 'Invalid date (should be seconds since epoch).');
  }
  checkLifetime(null, new Date(Number(expires) * 1000), access.now);
  const token = tokenInQuery(request, 'security-token');
  const caller = findKey(accessKeyId, token, access);
  return compare(request, { caller, provided, date: expires, token, ec: '0002-00000307' });
}

/** The token of a presigned URL, which must not travel beside it. `null`: there is none. @throws ServiceError */
export function tokenInQuery(request: ParsedRequest, name: string): string | null {
  if (headerOf(request, 'x-oss-security-token') !== null) {
    throw ossError(400, 'InvalidRequest', 'Security-token must be provided by query string parameter.');
  }
  return queryValue(request.at, name);
}

/** The signature V1 of a text: HMAC-SHA1, in base64. @param text - Each character one byte. */
export function signTextV1(text: string, secretAccessKey: string): string {
  return createHmac('sha1', secretAccessKey).update(text, 'latin1').digest('base64');
}

interface Signed {
  readonly caller: AccessKey;
  readonly provided: string;
  /** What stands in the line of the date. */
  readonly date: string;
  readonly token: string | null;
  readonly ec: string;
}

function compare(request: ParsedRequest, { caller, provided, date, token, ec }: Signed): AccessKey {
  const stringToSign = stringToSignV1(request, date);
  const { accessKeyId, secretAccessKey } = caller;
  if (equalInConstantTime(signTextV1(stringToSign, secretAccessKey), provided)) return caller;
  throw signatureDoesNotMatch({ accessKeyId, provided, stringToSign, token, ec });
}
