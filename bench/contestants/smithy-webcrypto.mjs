import { smithy } from './smithy.mjs';

/** With WebCrypto's hashes, as @aws-crypto/sha256-browser gives them: the key is imported for every HMAC. */
export async function start({ SignatureV4 }) {
  return smithy(SignatureV4, WebCryptoSha256);
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' };

class WebCryptoSha256 {
  #secret;
  #bytes = new Uint8Array(0);

  constructor(secret) {
    this.#secret = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  }

  update(bytes) {
    this.#bytes = bytes;
  }

  async digest() {
    const { subtle } = globalThis.crypto;
    if (this.#secret === undefined) return new Uint8Array(await subtle.digest('SHA-256', this.#bytes));
    const key = await subtle.importKey('raw', this.#secret, HMAC, false, ['sign']);
    return new Uint8Array(await subtle.sign('HMAC', key, this.#bytes));
  }
}
