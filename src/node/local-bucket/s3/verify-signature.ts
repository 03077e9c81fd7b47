import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a signature is valid for. */
export interface CredentialScope {
  /** `yyyymmdd`, in UTC. */
  readonly date: string;
  readonly region: string;
  /** `s3` or `sts`. */
  readonly service: string;
}

/** What was computed on this side. */
export interface ComputedSignature {
  readonly stringToSign: string;
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/**
 * Computes the signature that belongs to a canonical request.
 *
 * @param canonicalRequest - Each character one byte.
 * @param amzDate - The time that was signed, as `yyyymmddThhmmssZ`.
 */
export function computeSignature(
  canonicalRequest: string,
  amzDate: string,
  scope: CredentialScope,
  secretAccessKey: string,
): ComputedSignature {
  const hash = createHash('sha256').update(canonicalRequest, 'latin1').digest('hex');
  const steps = [scope.date, scope.region, scope.service, 'aws4_request'];
  const stringToSign = ['AWS4-HMAC-SHA256', amzDate, steps.join('/'), hash].join('\n');
  const key = steps.reduce<Uint8Array>(
    (last, step) => hmac(last, step),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  return { stringToSign, signature: hmac(key, stringToSign).toString('hex') };
}

/** Whether two texts are the same, in a time that tells only their lengths. */
export function equalInConstantTime(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)];
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB);
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
