import { createHash } from 'node:crypto';
import { headerOf, type RequestHead } from '../exchange.js';
import { queryValue, type S3Target } from './parse-target.js';
import { S3Error } from './s3-error.js';

/** Where the signed hash of the body comes from: `declared` in `x-amz-content-sha256`, which may opt out; or `computed`. */
export type PayloadHashing = 'declared' | 'computed';

/**
 * The last line of the canonical request.
 *
 * @throws S3Error when a request signed in its headers does not declare the hash that it has to.
 */
export function payloadHashOf(
  request: RequestHead,
  target: S3Target,
  hashing: PayloadHashing,
  presigned: boolean,
  body: Uint8Array,
): string {
  if (hashing === 'computed') return hashOf(body);
  const declared = headerOf(request, 'x-amz-content-sha256');
  if (presigned) {
    return queryValue(target, 'X-Amz-Content-Sha256') ?? declared ?? 'UNSIGNED-PAYLOAD';
  }
  if (declared !== null) return declared;
  throw new S3Error(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
}

/**
 * Holds the body against the hash that was signed.
 *
 * @throws S3Error when it is another body, when the hash is no hash, or when it stands for a body in signed chunks.
 */
export function checkPayloadHash(request: RequestHead, target: S3Target, body: Uint8Array): void {
  const declared = queryValue(target, 'X-Amz-Content-Sha256') ?? headerOf(request, 'x-amz-content-sha256');
  if (declared === null || declared === 'UNSIGNED-PAYLOAD') return;
  if (/^STREAMING-/.test(declared)) {
    const message = 'A header you provided implies functionality that is not implemented.';
    throw new S3Error(501, 'NotImplemented', message, [['Header', 'x-amz-content-sha256']]);
  }
  if (!/^[0-9a-f]{64}$/i.test(declared)) {
    const message =
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256 value.';
    throw new S3Error(400, 'InvalidArgument', message, [
      ['ArgumentName', 'x-amz-content-sha256'],
      ['ArgumentValue', declared],
    ]);
  }
  const computed = hashOf(body);
  if (declared.toLowerCase() === computed) return;
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  throw new S3Error(400, 'XAmzContentSHA256Mismatch', message, [
    ['ClientComputedContentSHA256', declared],
    ['S3ComputedContentSHA256', computed],
  ]);
}

function hashOf(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
