import type { Hashes } from './hashes.js';

const HMAC_KEYS = { 'SHA-1': { name: 'HMAC', hash: 'SHA-1' }, 'SHA-256': { name: 'HMAC', hash: 'SHA-256' } };
const USES: readonly KeyUsage[] = ['sign'];

/** Hashes by WebCrypto. @see https://www.w3.org/TR/webcrypto-2/ */
export function webCryptoHashes(subtle: SubtleCrypto): Hashes {
  return {
    digest: (hash, bytes) => subtle.digest(hash, bytes as BufferSource),
    hmacKey: (hash, key) =>
      subtle
        .importKey('raw', key as BufferSource, HMAC_KEYS[hash], false, USES)
        .then((imported) => (message) => subtle.sign('HMAC', imported, message as BufferSource)),
  };
}
