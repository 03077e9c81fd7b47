import { ConfigError } from '../model/errors.js';
import { showValue } from '../model/show-value.js';

/** A hundred years: no scheme is known to take more, and a date has room for it. */
const LONGEST_SECONDS = 3_153_600_000;

/**
 * Makes sure that a life can be had.
 *
 * @param maxSeconds - What the scheme takes at most. Default: a hundred years, as no limit is known.
 * @throws ConfigError when it is no whole number from 1 to that.
 */
export function checkExpiry(expiresInSeconds: number, maxSeconds: number = LONGEST_SECONDS): void {
  if (Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= maxSeconds) return;
  throw new ConfigError('It cannot be presigned', [
    {
      code: 'limit',
      path: 'expiresInSeconds',
      value: showValue(expiresInSeconds),
      message: `must be a whole number of seconds from 1 to ${maxSeconds} (${Math.round(maxSeconds / 86_400)} days)`,
    },
  ]);
}
