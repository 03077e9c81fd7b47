import { ConfigError } from '../model/errors.js';
import { showValue } from '../model/show-value.js';

/**
 * Makes sure that a life can be had.
 *
 * @param maxSeconds - What the scheme takes at most. Default: no limit is known.
 * @throws ConfigError when it is no whole number from 1 to that.
 */
export function checkExpiry(expiresInSeconds: number, maxSeconds: number = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= maxSeconds) return;
  const most =
    maxSeconds === Number.MAX_SAFE_INTEGER
      ? ', at least 1'
      : ` from 1 to ${maxSeconds} (${Math.round(maxSeconds / 86_400)} days)`;
  throw new ConfigError('It cannot be presigned', [
    {
      code: 'limit',
      path: 'expiresInSeconds',
      value: showValue(expiresInSeconds),
      message: `must be a whole number of seconds${most}`,
    },
  ]);
}
