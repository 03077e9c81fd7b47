import type { Digests } from './digests.js';
import { javascriptDigests } from './javascript-digests.js';
import { webCryptoDigests } from './web-crypto-digests.js';

/**
 * The hashes of this platform: WebCrypto where there is one, which is faster when cold and does not block; JavaScript on
 * pages over plain http, where browsers hide `crypto.subtle`. The one place that chooses.
 */
export function platformDigests(): Digests {
  const subtle = globalThis.crypto?.subtle;
  return subtle === undefined ? javascriptDigests : webCryptoDigests(subtle);
}
