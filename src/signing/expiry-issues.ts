import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { isLife, LONGEST_SECONDS } from './is-life.js';

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
  if (isLife(expiresInSeconds, maxSeconds)) return NONE;
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
