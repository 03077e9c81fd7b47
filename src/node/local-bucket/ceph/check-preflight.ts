import type { Access } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { headerOf } from '../exchange.js';
import { readAmzDate } from '../s3/amz-date.js';
import { findKey } from '../s3/authenticate.js';
import { canonicalRequest } from '../s3/canonical-request.js';
import { readCredential } from '../s3/read-claim.js';
import { signatureDoesNotMatch } from '../s3/signature-error.js';
import { computeSignature } from '../s3/verify-signature.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { cephAccessDenied, cephInvalidArgument, sayAsCeph } from './say-as-ceph.js';

const MAX_EXPIRES_SECONDS = 604_800;

/** The methods that Ceph knows, here in the case that counts. */
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/**
 * Checks the signature of a presigned URL on its preflight, as Ceph 16 does before it looks at bucket, origin or rules: its
 * form, its time and its key, and with temporary keys the signature itself, for the method that is asked for. With keys that
 * last, any signature passes here, and so do all regions and URLs that begin later. A header that was signed is not on a
 * preflight, so that temporary keys cannot sign one but `host`. Measured on 16.2.15. What it does with Version 2 is left out,
 * as that is everywhere here.
 *
 * @throws ServiceError without CORS headers: a page sees a preflight fail.
 */
export function checkPreflight(request: ParsedRequest, access: Access): void {
  const { headers, at } = request;
  const value = (name: string): string => queryValue(at, `X-Amz-${name}`) ?? '';
  // With any other algorithm, it is an anonymous request to Ceph.
  if (value('Algorithm') !== 'AWS4-HMAC-SHA256') return;
  const [credential, signature, amzDate] = [value('Credential'), value('Signature'), value('Date')];
  const signedHeaders = value('SignedHeaders');
  if (credential === '' || signature === '' || signedHeaders === '') throw cephAccessDenied();
  if (!isInTime(amzDate, value('Expires'), access.now)) throw cephAccessDenied();
  const method = headerOf(request, 'access-control-request-method') ?? '';
  if (!METHODS.includes(method)) throw cephInvalidArgument();
  const { accessKeyId, scope } = readCredential(credential, cephInvalidArgument);
  const token = queryValue(at, 'X-Amz-Security-Token');
  const check = (): void => {
    const { secretAccessKey, session } = findKey(accessKeyId, token, access);
    if (session === null) return;
    const canonical = canonicalRequest({
      method,
      path: at.path,
      query: at.query,
      headers,
      signedHeaders: signedHeaders.split(';'),
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    const computed = computeSignature(canonical, amzDate, scope, secretAccessKey);
    if (!equalInConstantTime(computed.signature, signature)) throw signatureDoesNotMatch([]);
  };
  sayAsCeph(check, token, access);
}

function isInTime(amzDate: string, expires: string, now: Date): boolean {
  const time = readAmzDate(amzDate);
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  if (time === null || seconds < 1 || seconds > MAX_EXPIRES_SECONDS) return false;
  return now.getTime() < time.getTime() + seconds * 1000;
}
