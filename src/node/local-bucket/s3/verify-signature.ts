import { createHash, createHmac } from 'node:crypto';

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
  const stringToSign = ['AWS4-HMAC-SHA256', amzDate, scopeText(scope), hash].join('\n');
  return { stringToSign, signature: signText(stringToSign, scope, secretAccessKey) };
}

/** The signature of any text under the key of a scope: 64 hexadecimal digits. */
export function signText(text: string, scope: CredentialScope, secretAccessKey: string): string {
  return hmac(signingKey(scope, secretAccessKey), text).toString('hex');
}

/** `yyyymmdd/region/service/aws4_request`. */
export function scopeText({ date, region, service }: CredentialScope): string {
  return `${date}/${region}/${service}/aws4_request`;
}

/** The last key: the same for all requests of one key on one day. */
let last: { readonly scope: string; readonly secretAccessKey: string; readonly key: Buffer } | null = null;

function signingKey(scope: CredentialScope, secretAccessKey: string): Buffer {
  const text = scopeText(scope);
  if (last?.scope !== text || last.secretAccessKey !== secretAccessKey) {
    const key = text.split('/').reduce<Buffer>(hmac, Buffer.from(`AWS4${secretAccessKey}`));
    last = { scope: text, secretAccessKey, key };
  }
  return last.key;
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
