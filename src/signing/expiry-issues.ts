import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';

/** A hundred years: no scheme is known to take more, and a date has room for it. */
const LONGEST_SECONDS = 3_153_600_000;

const NONE: readonly Issue[] = [];

/**
 * What is wrong with a life, in seconds. Empty: it is a whole number from 1 to the longest.
 *
 * @param maxSeconds - What the scheme takes at most. Default: a hundred years, as no limit is known.
 */
export function expiryIssues(
  expiresInSeconds: unknown,
  maxSeconds: number = LONGEST_SECONDS,
): readonly Issue[] {
  if (
    typeof expiresInSeconds === 'number' &&
    Number.isInteger(expiresInSeconds) &&
    expiresInSeconds >= 1 &&
    expiresInSeconds <= maxSeconds
  ) {
    return NONE;
  }
  const most = `${maxSeconds} (${Math.round(maxSeconds / 86_400)} days)`;
  return [
    {
      code: 'limit',
      path: 'expiresInSeconds',
      value: showValue(expiresInSeconds),
      message: `must be a whole number of seconds from 1 to ${most}`,
    },
  ];
}
