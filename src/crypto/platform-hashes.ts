import type { Hashes } from './hashes.js';
import { webCryptoHashes } from './web-crypto-hashes.js';

let known: { readonly subtle: SubtleCrypto; readonly hashes: Hashes } | undefined;

/**
 * The hashes of this platform: WebCrypto where there is one, which is faster when cold and does not block; JavaScript on
 * pages over plain http, where browsers hide `crypto.subtle`. The one place that chooses.
 */
export function platformHashes(): Hashes {
  const subtle = globalThis.crypto?.subtle;
  if (subtle === undefined) return loadedHashes;
  if (known?.subtle !== subtle) known = { subtle, hashes: webCryptoHashes(subtle) };
  return known.hashes;
}

/** Loaded when the first one is needed: pages over https never pay for it. */
const loadedHashes: Hashes = {
  digest: async (hash, bytes) => (await load()).digest(hash, bytes),
  hmacKey: async (hash, key) => (await load()).hmacKey(hash, key),
};

async function load(): Promise<Hashes> {
  return (await import('./javascript-hashes.js')).javascriptHashes;
}
