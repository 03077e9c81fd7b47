import type { Credentials } from '../model/credentials.js';
import type { ExpiringContext } from './signer.js';

/**
 * When what is signed stops working: after its own time, or with the credentials if those end first. Signatures count whole
 * seconds.
 */
export function expiresAt({ now, expiresInSeconds }: ExpiringContext, { expiration }: Credentials): Date {
  const end = (Math.floor(now.getTime() / 1000) + expiresInSeconds) * 1000;
  return new Date(expiration === undefined ? end : Math.min(end, expiration.getTime()));
}
