import type { AccessKey } from '../access-keys.js';
import { type Access, PLAIN_BODY, type SignedRequest } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { headerOf } from '../exchange.js';
import type { Operation } from '../operation.js';
import { ServiceError } from '../service-error.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { signText } from './sign-text.js';
import { stringToSign } from './string-to-sign.js';

const MAX_SKEW_MS = 15 * 60_000;

/** What a request says of its own signature, and the line of the date in what is signed. */
interface SignatureClaim {
  readonly accessKeyId: string;
  readonly signature: string;
  readonly dateLine: string;
}

/**
 * Checks QingStor's signature in headers or query.
 *
 * @throws ServiceError when the signature, its time or its key is refused.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/signature/
 */
export function authenticate(
  request: ParsedRequest,
  _operation: Operation,
  access: Access,
): SignedRequest | null {
  const claim = readClaim(request, access.now);
  if (claim === null) return null;
  const caller = findKey(claim.accessKeyId, access);
  const text = stringToSign(request, claim.dateLine);
  if (!equalInConstantTime(signText(text, caller.secretAccessKey), claim.signature)) {
    throw signatureNotMatched(Buffer.from(text, 'latin1').toString());
  }
  return { caller, body: PLAIN_BODY };
}

/** @throws ServiceError `invalid_access_key_id`. */
export function findKey(accessKeyId: string, { keys }: Access): AccessKey {
  const key = keys.get(accessKeyId);
  if (key !== undefined) return key;
  throw new ServiceError(401, 'invalid_access_key_id', 'The access key id you provided does not exist.');
}

/**
 * The refusal of a signature that is another's. Pages name four members of an error; what was signed, which is the fifth
 * here, is for who has to find the difference.
 */
export function signatureNotMatched(text: string): ServiceError {
  const message = 'The signature you provided does not match the one we calculated.';
  return new ServiceError(401, 'signature_not_matched', message, [['string_to_sign', text]]);
}

/** Where codes and statuses are not in the vendor's list, they are unconfirmed. */
function readClaim(request: ParsedRequest, now: Date): SignatureClaim | null {
  const authorization = headerOf(request, 'authorization');
  const signature = queryValue(request.at, 'signature');
  if (authorization === null) return signature === null ? null : readQueryClaim(request, signature, now);
  if (signature !== null) throw invalid('The signature stands both in a header and in the query.');
  const [, accessKeyId, inHeader] = /^QS ([^:\s]+):(\S+)$/.exec(authorization) ?? [];
  if (accessKeyId === undefined || inHeader === undefined) {
    throw invalid('The header Authorization must be "QS ", an access key id, ":" and a signature.');
  }
  const ownDate = headerOf(request, 'x-qs-date');
  const date = headerOf(request, 'date');
  checkDate(ownDate ?? date ?? '', now);
  return { accessKeyId, signature: inHeader, dateLine: ownDate === null ? (date ?? '') : '' };
}

function readQueryClaim({ at }: ParsedRequest, signature: string, now: Date): SignatureClaim {
  const accessKeyId = queryValue(at, 'access_key_id') ?? '';
  const expires = queryValue(at, 'expires') ?? '';
  if (accessKeyId === '' || !/^\d{1,11}$/.test(expires)) {
    throw invalid('A presigned URL needs access_key_id, expires in Unix seconds, and signature.');
  }
  if (now.getTime() >= Number(expires) * 1000) throw expired('The URL has expired.');
  return { accessKeyId, signature, dateLine: expires };
}

function checkDate(text: string, now: Date): void {
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw invalid('The header x-qs-date, or Date, must hold a time, as RFC 1123 writes it.');
  if (Math.abs(time - now.getTime()) > MAX_SKEW_MS) {
    throw expired(
      'The difference between the time of the request and that of the server is more than 15 minutes.',
    );
  }
}

function expired(message: string): ServiceError {
  return new ServiceError(403, 'request_expired', message);
}

function invalid(message: string): ServiceError {
  return new ServiceError(400, 'invalid_request', message);
}
