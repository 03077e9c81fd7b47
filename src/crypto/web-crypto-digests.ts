import type { Digests } from './digests.js';

const HMAC_SHA256 = { name: 'HMAC', hash: 'SHA-256' };

/** Hashes by WebCrypto. @see https://www.w3.org/TR/webcrypto-2/ */
export function webCryptoDigests(subtle: SubtleCrypto): Digests {
  return {
    sha256: async (bytes) => new Uint8Array(await subtle.digest('SHA-256', bytes as BufferSource)),
    hmacSha256: async (key, bytes) => {
      const imported = await subtle.importKey('raw', key as BufferSource, HMAC_SHA256, false, ['sign']);
      return new Uint8Array(await subtle.sign('HMAC', imported, bytes as BufferSource));
    },
  };
}
