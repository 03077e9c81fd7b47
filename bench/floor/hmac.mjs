import { hex, utf8 } from './bytes.mjs';

/** A CryptoKey for HMAC. */
export function hmacKey(hash, bytes) {
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign']);
}

/** The HMAC of a text. */
export function hmac(key, text) {
  return crypto.subtle.sign('HMAC', key, utf8(text));
}

/** The signing key of a version 4 scheme for a day: a chain of HMACs over the parts of the scope. */
export async function v4Key(firstKey, parts) {
  let bytes = utf8(firstKey);
  for (const part of parts) bytes = await hmac(await hmacKey('SHA-256', bytes), part);
  return hmacKey('SHA-256', bytes);
}

/**
 * A version 4 signature.
 *
 * @param head - The string to sign but for its last line.
 */
export async function v4Signature(key, head, canonicalRequest) {
  const hash = hex(await crypto.subtle.digest('SHA-256', utf8(canonicalRequest)));
  return hex(await hmac(key, head + hash));
}
