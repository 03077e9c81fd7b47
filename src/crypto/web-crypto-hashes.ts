import type { Hashes } from './hashes.js';

/** Hashes by WebCrypto. @see https://www.w3.org/TR/webcrypto-2/ */
export function webCryptoHashes(subtle: SubtleCrypto): Hashes {
  return {
    digest: (hash, bytes) => subtle.digest(hash, bytes as BufferSource),
    hmacKey: async (hash, key) => {
      const imported = await subtle.importKey('raw', key as BufferSource, { name: 'HMAC', hash }, false, [
        'sign',
      ]);
      return (message) => subtle.sign('HMAC', imported, message as BufferSource);
    },
  };
}
