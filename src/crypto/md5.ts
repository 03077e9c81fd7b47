import hash from 'crypto-js/md5.js';
import { fromWords, toWords } from './word-array.js';

/** MD5 of the bytes: 16 bytes. Only for `Content-MD5`, which stores ask for; WebCrypto has no MD5. */
export function md5(bytes: Uint8Array): Uint8Array {
  return fromWords(hash(toWords(bytes)));
}
