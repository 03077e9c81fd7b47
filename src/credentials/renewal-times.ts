import type { Credentials } from '../model/credentials.js';

/** When credentials are renewed, as `Date` counts. */
export interface RenewalTimes {
  /** From then on they are renewed in the background, while they are still given. */
  readonly renewAtMs: number;
  /** From then on who asks must wait for others: a slow upload needs a token that is valid when it begins. */
  readonly tooOldAtMs: number;
}

/** Of a short life at most this part is left unused. */
const MOST_OF_LIFE = 1 / 5;
/** By so much of the time before the end tabs and devices are spread, so that they do not ask all at once. */
const JITTER = 1 / 5;
/** The last seconds, in which no request begins with them without having asked. */
const LAST_MS = 10_000;

/**
 * When to renew credentials. Pure.
 *
 * @param obtainedAtMs - When they were got: what is left of their life then counts as all of it.
 * @param refreshBeforeSeconds - How long before the end; at most a fifth of their life.
 * @param random - Between 0 and 1: moves it forward by up to a fifth of that time.
 * @returns `Infinity` twice for credentials whose end is not known: only a store's refusal renews them.
 */
export function renewalTimes(
  { expiration }: Credentials,
  obtainedAtMs: number,
  refreshBeforeSeconds: number,
  random: number,
): RenewalTimes {
  if (expiration === undefined) {
    return { renewAtMs: Number.POSITIVE_INFINITY, tooOldAtMs: Number.POSITIVE_INFINITY };
  }
  const endMs = expiration.getTime();
  // Those that ended on the way here have no life at all, rather than a negative one.
  const lifeMs = Math.max(0, endMs - obtainedAtMs);
  const beforeMs = Math.min(refreshBeforeSeconds * 1000, lifeMs * MOST_OF_LIFE);
  return {
    renewAtMs: endMs - beforeMs * (1 + JITTER * random),
    tooOldAtMs: endMs - Math.min(LAST_MS, beforeMs / 2),
  };
}
