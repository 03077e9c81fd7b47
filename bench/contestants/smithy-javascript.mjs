import { smithy } from './smithy.mjs';

/** With the vendor's own hashes in JavaScript. */
export async function start({ SignatureV4, Sha256 }) {
  return smithy(SignatureV4, Sha256);
}
