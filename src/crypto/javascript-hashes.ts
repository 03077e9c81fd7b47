import hmacSha1 from 'crypto-js/hmac-sha1.js';
import hmacSha256 from 'crypto-js/hmac-sha256.js';
import sha1 from 'crypto-js/sha1.js';
import sha256 from 'crypto-js/sha256.js';
import type { Hashes } from './hashes.js';
import { fromWords, toWords } from './word-array.js';

const DIGESTS = { 'SHA-1': sha1, 'SHA-256': sha256 };
const HMACS = { 'SHA-1': hmacSha1, 'SHA-256': hmacSha256 };

/** Hashes in JavaScript by crypto-js, for pages without WebCrypto. */
export const javascriptHashes: Hashes = {
  digest: async (hash, bytes) => fromWords(DIGESTS[hash](toWords(bytes))).buffer,
  hmacKey: async (hash, key) => {
    const words = toWords(new Uint8Array(key));
    return async (message) => fromWords(HMACS[hash](toWords(message), words)).buffer;
  },
};
