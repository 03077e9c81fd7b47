import type { BucketLocation } from '../model/bucket-location.js';
import type { Credentials } from '../model/credentials.js';
import type { Signer } from '../signing/signer.js';

/** So far ahead: COS signs in windows of five minutes, and a day ends within them too. */
const AHEAD_MS = 300_000;

/**
 * Makes the keys of the next minutes ahead of their time, such as those of the next day when it is nearly midnight, so that
 * no request waits for them: by a signature that is thrown away, after one that was wanted, once in five minutes. The first
 * one with new credentials is left alone: there all is new.
 *
 * @returns Called after each signature. It never fails, and nobody waits for what it begins.
 */
export function keysAhead(
  signer: Signer,
): (location: BucketLocation, credentials: Credentials, now: Date) => void {
  let [preparedBy, preparedStep]: [Credentials | undefined, number] = [undefined, Number.NaN];
  return (location, credentials, now) => {
    const isFirst = credentials !== preparedBy;
    const step = Math.floor(now.getTime() / AHEAD_MS);
    if (!isFirst && step === preparedStep) return;
    preparedBy = credentials;
    preparedStep = isFirst ? Number.NaN : step;
    const later = new Date(now.getTime() + AHEAD_MS);
    const { expiration } = credentials;
    if (isFirst || (expiration !== undefined && expiration <= later)) return;
    // What is wrong shows again when that signature is wanted.
    signer.signHeaders({ method: 'GET', location, key: '' }, credentials, { now: later }).catch(() => {});
  };
}
