import { createHash, createHmac } from 'node:crypto';

/** What was computed on this side. */
export interface ComputedSignature {
  readonly stringToSign: string;
  /** 40 hexadecimal digits. */
  readonly signature: string;
}

/**
 * Computes the signature that belongs to a request.
 *
 * @param httpString - What is signed of it.
 * @param signTime - The window that was signed: `1557989753;1557996953`.
 * @param keyTime - The window that the key is made for: the same, in all clients that are known.
 */
export function computeSignature(
  httpString: string,
  signTime: string,
  keyTime: string,
  secretAccessKey: string,
): ComputedSignature {
  const stringToSign = `sha1\n${signTime}\n${sha1(httpString)}\n`;
  return { stringToSign, signature: signText(stringToSign, keyTime, secretAccessKey) };
}

/** The signature of any text under the key of a window. The key of a window is a hexadecimal text, not its bytes. */
export function signText(text: string, keyTime: string, secretAccessKey: string): string {
  return hmac(hmac(secretAccessKey, keyTime), text);
}

/** 40 hexadecimal digits. */
export function sha1(content: string | Uint8Array): string {
  return createHash('sha1').update(content).digest('hex');
}

function hmac(key: string, text: string): string {
  return createHmac('sha1', key).update(text).digest('hex');
}
