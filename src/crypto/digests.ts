import { javascriptDigests } from './javascript-digests.js';
import { webCryptoDigests } from './web-crypto-digests.js';

/** The hashes that signatures need. */
export interface Digests {
  /** SHA-256 of the bytes: 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** HMAC-SHA-256 of the bytes under the key: 32 bytes. */
  readonly hmacSha256: (key: Uint8Array, bytes: Uint8Array) => Promise<Uint8Array>;
}

/**
 * The hashes of this platform: WebCrypto where there is one, which is faster when cold and does not block; JavaScript on
 * pages over plain http, where browsers hide `crypto.subtle`. The one place that chooses.
 */
export function platformDigests(): Digests {
  const subtle = globalThis.crypto?.subtle;
  return subtle === undefined ? javascriptDigests : webCryptoDigests(subtle);
}
