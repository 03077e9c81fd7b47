import hmac from 'crypto-js/hmac-sha256.js';
import hash from 'crypto-js/sha256.js';
import type { Digests } from './digests.js';
import { fromWords, toWords } from './word-array.js';

/** Hashes in JavaScript by crypto-js, for pages without WebCrypto. */
export const javascriptDigests: Digests = {
  sha256: async (bytes) => fromWords(hash(toWords(bytes))),
  hmacSha256: async (key, bytes) => fromWords(hmac(toWords(bytes), toWords(key))),
};
