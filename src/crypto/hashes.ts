/** The hashes that signatures are made of, by the names that WebCrypto gives them. */
export type HashName = 'SHA-1' | 'SHA-256';

/** Makes the HMAC of a message under a key that it holds and never gives away. */
export type HmacKey = (message: Uint8Array) => Promise<ArrayBuffer>;

/** What computes hashes. */
export interface Hashes {
  /** The hash of the bytes: 20 or 32 bytes. */
  readonly digest: (hash: HashName, bytes: Uint8Array) => Promise<ArrayBuffer>;
  /** Prepares a key, of one byte at least: worth keeping, as this costs more than one HMAC. */
  readonly hmacKey: (hash: HashName, key: Uint8Array | ArrayBuffer) => Promise<HmacKey>;
}
