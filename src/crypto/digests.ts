/** The hashes that signatures need. */
export interface Digests {
  /** SHA-256 of the bytes: 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Promise<Uint8Array>;
  /** HMAC-SHA-256 of the bytes under the key: 32 bytes. */
  readonly hmacSha256: (key: Uint8Array, bytes: Uint8Array) => Promise<Uint8Array>;
}
