import type { AccessKey } from '../access-keys.js';
import { type Access, PLAIN_BODY, type SignedRequest } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import type { Operation } from '../operation.js';
import { percentEncode } from '../percent-encode.js';
import { ServiceError } from '../service-error.js';
import type { ParsedRequest } from '../target.js';
import { writeXmlTime } from './amz-date.js';
import { canonicalRequest } from './canonical-request.js';
import { hashOf, planBody, signedPayloadHash } from './payload.js';
import { readClaim, type SignatureClaim } from './read-claim.js';
import { signatureDoesNotMatch } from './signature-error.js';
import { type CredentialScope, computeSignature } from './verify-signature.js';

const MAX_SKEW_MS = 15 * 60_000;

/** Checks Signature Version 4 in headers or query, of S3 itself or, for `AssumeRole`, of its STS. @throws ServiceError */
export function authenticate(
  request: ParsedRequest,
  operation: Operation,
  access: Access,
  body: Uint8Array | null,
): SignedRequest | null {
  return authenticateFor(operation.name === 'AssumeRole' ? 'sts' : 's3', request, access, body);
}

/**
 * Checks Signature Version 4 of any service.
 *
 * @param body - Where the signature covers the body itself; `null` where it covers what is declared of it, as S3 does.
 * @throws ServiceError when the signature, its time, its scope, its key or its token is refused.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-auth-using-authorization-header.html
 */
export function authenticateFor(
  service: string,
  request: ParsedRequest,
  access: Access,
  body: Uint8Array | null,
): SignedRequest | null {
  const claim = readClaim(request);
  if (claim === null) return null;
  checkScope(claim, service, access);
  checkSignedHeaders(request, claim);
  checkTime(claim, access.now);
  const caller = findKey(claim.accessKeyId, claim.token, access);
  const isPresigned = claim.expiresInSeconds !== null;
  const payloadHash = body === null ? signedPayloadHash(request, isPresigned) : hashOf(body);
  const { method, headers, at } = request;
  const { path, query } = at;
  const { signedHeaders } = claim;
  const canonical = canonicalRequest({ method, path, query, headers, signedHeaders, payloadHash });
  const { accessKeyId, secretAccessKey } = caller;
  const computed = computeSignature(canonical, claim.amzDate, claim.scope, secretAccessKey);
  if (!equalInConstantTime(computed.signature, claim.signature)) {
    throw signatureDoesNotMatch([
      ['AWSAccessKeyId', accessKeyId],
      ['StringToSign', computed.stringToSign],
      ['CanonicalRequest', withoutToken(canonical, claim.token)],
    ]);
  }
  if (body !== null) return { caller, body: PLAIN_BODY };
  return { caller, body: planBody(request, { ...claim, secretAccessKey }) };
}

/**
 * The key of that id, if the token that came is its own and has not ended.
 *
 * @throws ServiceError `InvalidAccessKeyId`, `InvalidToken`, `ExpiredToken`.
 */
export function findKey(accessKeyId: string, token: string | null, { keys, now }: Access): AccessKey {
  const key = keys.get(accessKeyId);
  // Without its token a temporary key is one that nobody knows.
  if (key === undefined || (key.session !== null && (token ?? '') === '')) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new ServiceError(403, 'InvalidAccessKeyId', message, [['AWSAccessKeyId', accessKeyId]]);
  }
  if (!equalInConstantTime(key.session?.token ?? '', token ?? '')) {
    throw new ServiceError(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.');
  }
  if (key.session !== null && now >= key.session.expiresAt) {
    throw new ServiceError(400, 'ExpiredToken', 'The provided token has expired.');
  }
  return key;
}

function checkScope(
  { scope, expiresInSeconds }: { readonly scope: CredentialScope; readonly expiresInSeconds: number | null },
  service: string,
  { region }: Access,
): void {
  const [code, intro] =
    expiresInSeconds === null
      ? ['AuthorizationHeaderMalformed', 'The authorization header is malformed; ']
      : ['AuthorizationQueryParametersError', 'Error parsing the X-Amz-Credential parameter; '];
  if (scope.service !== service) {
    const message = `${intro}incorrect service "${scope.service}". This endpoint belongs to "${service}".`;
    throw new ServiceError(400, code, message);
  }
  if (scope.region !== region) {
    const message = `${intro}the region '${scope.region}' is wrong; expecting '${region}'`;
    throw new ServiceError(400, code, message, [['Region', region]]);
  }
}

function checkSignedHeaders(request: ParsedRequest, claim: SignatureClaim): void {
  const needed = request.headers
    .map(([name]) => name)
    .filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = [...new Set(needed)].filter((name) => !claim.signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  const message = 'There were headers present in the request which were not signed';
  throw new ServiceError(403, 'AccessDenied', message, [['HeadersNotSigned', unsigned.join(', ')]]);
}

function checkTime({ time, expiresInSeconds }: SignatureClaim, now: Date): void {
  const aheadMs = time.getTime() - now.getTime();
  if (expiresInSeconds === null) {
    if (Math.abs(aheadMs) <= MAX_SKEW_MS) return;
    const message = 'The difference between the request time and the current time is too large.';
    throw new ServiceError(403, 'RequestTimeTooSkewed', message, [
      ['RequestTime', writeXmlTime(time)],
      ['ServerTime', writeXmlTime(now)],
      ['MaxAllowedSkewMilliseconds', String(MAX_SKEW_MS)],
    ]);
  }
  if (aheadMs > MAX_SKEW_MS) throw new ServiceError(403, 'AccessDenied', 'Request is not yet valid');
  const expires = new Date(time.getTime() + expiresInSeconds * 1000);
  if (now < expires) return;
  throw new ServiceError(403, 'AccessDenied', 'Request has expired', [
    ['X-Amz-Expires', String(expiresInSeconds)],
    ['Expires', writeXmlTime(expires)],
    ['ServerTime', writeXmlTime(now)],
  ]);
}

/** The canonical request is answered so that it can be compared; the token in it is half of a credential. */
function withoutToken(canonical: string, token: string | null): string {
  const shown = Buffer.from(canonical, 'latin1').toString();
  if (token === null || token === '') return shown;
  return shown.replaceAll(token, '<security token>').replaceAll(percentEncode(token), '<security token>');
}
