import { createHash, createHmac } from 'node:crypto';
import { type OssScope, scopeText, V4_ALGORITHM } from './credential.js';

/** What was computed on this side. */
export interface ComputedSignature {
  readonly stringToSign: string;
  /** 64 hexadecimal digits. */
  readonly signature: string;
}

/**
 * Computes the signature V4 that belongs to a canonical request.
 *
 * @param canonicalRequest - Each character one byte.
 * @param ossDate - The time that was signed, as `yyyymmddThhmmssZ`.
 */
export function computeSignatureV4(
  canonicalRequest: string,
  ossDate: string,
  scope: OssScope,
  secretAccessKey: string,
): ComputedSignature {
  const hash = createHash('sha256').update(canonicalRequest, 'latin1').digest('hex');
  const stringToSign = [V4_ALGORITHM, ossDate, scopeText(scope), hash].join('\n');
  return { stringToSign, signature: signTextV4(stringToSign, scope, secretAccessKey) };
}

/** The signature V4 of any text under the key of a scope: 64 hexadecimal digits. */
export function signTextV4(text: string, scope: OssScope, secretAccessKey: string): string {
  return hmac(signingKey(scope, secretAccessKey), text).toString('hex');
}

/** The last key: the same for all requests of one key on one day. */
let last: { readonly scope: string; readonly secretAccessKey: string; readonly key: Buffer } | null = null;

function signingKey(scope: OssScope, secretAccessKey: string): Buffer {
  const text = scopeText(scope);
  if (last?.scope !== text || last.secretAccessKey !== secretAccessKey) {
    const key = text.split('/').reduce<Buffer>(hmac, Buffer.from(`aliyun_v4${secretAccessKey}`));
    last = { scope: text, secretAccessKey, key };
  }
  return last.key;
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
