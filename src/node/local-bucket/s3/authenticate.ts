import type { AccessKey, AccessKeys } from '../access-keys.js';
import type { RequestHead } from '../exchange.js';
import { writeXmlTime } from './amz-date.js';
import { canonicalRequest, percentEncode } from './canonical-request.js';
import type { S3Target } from './parse-target.js';
import { type PayloadHashing, payloadHashOf } from './payload-hash.js';
import { readClaim, type SignatureClaim } from './read-claim.js';
import { S3Error } from './s3-error.js';
import { computeSignature, equalInConstantTime } from './verify-signature.js';

/** How one service is signed. */
export interface SignedService {
  /** As the credential scope names it: `s3`, `sts`. */
  readonly name: string;
  readonly payloadHash: PayloadHashing;
}

/** What a signature is checked against. */
export interface Verification {
  readonly service: SignedService;
  readonly region: string;
  readonly keys: AccessKeys;
  readonly now: Date;
}

const MAX_SKEW_MS = 15 * 60_000;

/**
 * Finds out who sent a request, by computing its signature anew.
 *
 * @param body - Only looked at where the service's payload hash is `computed`; the others' signatures need no body.
 * @returns The key that signed it; `null` when the request is not signed.
 * @throws S3Error when the signature, its time, its scope, its key or its token is refused.
 */
export function authenticate(
  request: RequestHead,
  target: S3Target,
  against: Verification,
  body: Uint8Array,
): AccessKey | null {
  const claim = readClaim(request, target);
  if (claim === null) return null;
  checkScope(claim, against);
  checkSignedHeaders(request, claim);
  checkTime(claim, against.now);
  const key = findKey(claim, against);
  const { method, headers } = request;
  const payloadHash = payloadHashOf(
    request,
    target,
    against.service.payloadHash,
    claim.expiresInSeconds !== null,
    body,
  );
  const canonical = canonicalRequest({
    ...target,
    method,
    headers,
    signedHeaders: claim.signedHeaders,
    payloadHash,
  });
  const { stringToSign, signature } = computeSignature(
    canonical,
    claim.amzDate,
    claim.scope,
    key.secretAccessKey,
  );
  if (equalInConstantTime(signature, claim.signature)) return key;
  throw new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    [
      ['AWSAccessKeyId', claim.accessKeyId],
      ['StringToSign', stringToSign],
      ['CanonicalRequest', withoutToken(canonical, claim.token)],
    ],
  );
}

function checkScope({ scope, expiresInSeconds }: SignatureClaim, { service, region }: Verification): void {
  const [code, intro] =
    expiresInSeconds === null
      ? ['AuthorizationHeaderMalformed', 'The authorization header is malformed; ']
      : ['AuthorizationQueryParametersError', 'Error parsing the X-Amz-Credential parameter; '];
  if (scope.service !== service.name) {
    throw new S3Error(
      400,
      code,
      `${intro}incorrect service "${scope.service}". This endpoint belongs to "${service.name}".`,
    );
  }
  if (scope.region !== region) {
    const message = `${intro}the region '${scope.region}' is wrong; expecting '${region}'`;
    throw new S3Error(400, code, message, [['Region', region]]);
  }
}

function checkSignedHeaders(request: RequestHead, claim: SignatureClaim): void {
  const needed = request.headers
    .map(([name]) => name)
    .filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = [...new Set(needed)].filter((name) => !claim.signedHeaders.includes(name));
  if (unsigned.length === 0) return;
  throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', [
    ['HeadersNotSigned', unsigned.join(', ')],
  ]);
}

function checkTime({ time, expiresInSeconds }: SignatureClaim, now: Date): void {
  const aheadMs = time.getTime() - now.getTime();
  if (expiresInSeconds === null) {
    if (Math.abs(aheadMs) <= MAX_SKEW_MS) return;
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
      [
        ['RequestTime', writeXmlTime(time)],
        ['ServerTime', writeXmlTime(now)],
        ['MaxAllowedSkewMilliseconds', String(MAX_SKEW_MS)],
      ],
    );
  }
  if (aheadMs > MAX_SKEW_MS) throw new S3Error(403, 'AccessDenied', 'Request is not yet valid');
  const expires = new Date(time.getTime() + expiresInSeconds * 1000);
  if (now < expires) return;
  throw new S3Error(403, 'AccessDenied', 'Request has expired', [
    ['X-Amz-Expires', String(expiresInSeconds)],
    ['Expires', writeXmlTime(expires)],
    ['ServerTime', writeXmlTime(now)],
  ]);
}

function findKey({ accessKeyId, token }: SignatureClaim, { keys, now }: Verification): AccessKey {
  const key = keys.get(accessKeyId);
  if (key === undefined) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new S3Error(403, 'InvalidAccessKeyId', message, [['AWSAccessKeyId', accessKeyId]]);
  }
  if (!equalInConstantTime(key.session?.token ?? '', token ?? '')) {
    throw new S3Error(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.');
  }
  if (key.session !== null && now >= key.session.expiresAt) {
    throw new S3Error(400, 'ExpiredToken', 'The provided token has expired.');
  }
  return key;
}

/** The canonical request is answered so that it can be compared; the token in it is half of a credential. */
function withoutToken(canonical: string, token: string | null): string {
  const shown = Buffer.from(canonical, 'latin1').toString();
  if (token === null || token === '') return shown;
  return shown.replaceAll(token, '<security token>').replaceAll(percentEncode(token), '<security token>');
}
