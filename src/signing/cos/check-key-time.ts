import type { Issue } from '../../model/issue.js';
import { wrongValue } from '../../model/wrong-value.js';

const NONE: readonly Issue[] = [];

/**
 * What is wrong with a window of time, as a caller without types may give it. Empty: nothing is. Pure.
 *
 * @param isNeeded - Whether there must be one. Default: no.
 */
export function keyTimeIssues(keyTime: unknown, isNeeded = false): readonly Issue[] {
  if (keyTime === undefined && !isNeeded) return NONE;
  const given: Readonly<Record<string, unknown>> = Object(keyTime);
  const { startSeconds, endSeconds } = given;
  const areTimes = isTime(startSeconds) && isTime(endSeconds);
  if (areTimes && startSeconds < endSeconds) return NONE;
  if (areTimes)
    return [wrongValue('keyTime.endSeconds', endSeconds, `must be after the start, ${startSeconds}`)];
  if (typeof keyTime !== 'object' || keyTime === null) {
    return [wrongValue('keyTime', keyTime, 'must be { startSeconds, endSeconds }, in Unix seconds')];
  }
  return ['startSeconds', 'endSeconds']
    .filter((name) => !isTime(given[name]))
    .map((name) => wrongValue(`keyTime.${name}`, given[name], 'must be a whole number of Unix seconds'));
}

/** No more than a Date can hold. */
function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 8.64e12;
}
