import type { Operation } from './operation.js';

/** The platform's source of randomness, as the inner parts take it. */
export type RandomBytes = (count: number) => Uint8Array;

/** What a temporary key needs besides. */
export interface KeySession {
  readonly token: string;
  readonly expiresAt: Date;
  /** Whether the session's policy lets it do something. Absent: whatever the root key may. */
  readonly permits?: (operation: Operation) => boolean;
}

/** One key pair that may sign. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** `null`: the root key, which never ends. */
  readonly session: KeySession | null;
}

/** Every key by its id, the ended ones included, so that an ended key is told from an unknown one. */
export type AccessKeys = Map<string, AccessKey>;

const ID_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A fresh key id: the prefix, which tells lasting from temporary ones, and 16 characters. */
export function createAccessKeyId(prefix: string, randomBytes: RandomBytes): string {
  return prefix + Array.from(randomBytes(16), (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

/** A fresh secret of 40 characters, `+` and `/` among them as in real ones. */
export function createSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(30)).toString('base64');
}

/** What a session token holds. */
export const SESSION_TOKEN_BYTES = 149;

/** A fresh session token of 200 characters that ends in `=`, so that a forgotten percent-encoding shows. */
export function createSessionToken(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(SESSION_TOKEN_BYTES)).toString('base64');
}
