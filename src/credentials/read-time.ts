import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import type { FoundValue } from './find-field.js';

/** Unix seconds reach this in the year 5138; milliseconds passed it in 1973. */
const LEAST_MILLISECONDS = 1e11;

/** Two spellings of one moment may differ by what whole seconds lose. */
const SAME_WITHIN_MS = 1000;

/**
 * Reads a moment: an ISO 8601 date with a zone, Unix seconds as number or text, or a `Date`. Pure.
 *
 * @param values - What stands under each of its names: Tencent tells the end in seconds and as a date.
 * @param issues - What is wrong is added to them.
 * @returns `undefined` when it cannot be read.
 */
export function readTime(
  [first, ...others]: readonly [FoundValue, ...FoundValue[]],
  issues: Issue[],
): Date | undefined {
  const date = readOne(first, issues);
  for (const other of others) {
    const otherDate = readOne(other, issues);
    if (date === undefined || otherDate === undefined) continue;
    if (Math.abs(date.getTime() - otherDate.getTime()) < SAME_WITHIN_MS) continue;
    const message = `is another moment than ${other.path}, ${otherDate.toISOString()}: give one of them`;
    issues.push({ code: 'invalid', path: first.path, value: showValue(first.value), message });
  }
  return date;
}

function readOne({ path, value }: FoundValue, issues: Issue[]): Date | undefined {
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof seconds === 'number' && seconds >= LEAST_MILLISECONDS) {
    const message = 'looks like milliseconds; give Unix seconds, or an ISO 8601 date';
    issues.push({ code: 'invalid', path, value: showTime(value), message });
    return undefined;
  }
  const date = toDate(seconds);
  if (date === undefined) {
    const message = 'must be an ISO 8601 date, a Date or Unix seconds';
    issues.push({ code: 'invalid', path, value: showTime(value), message });
  }
  return date;
}

function toDate(value: unknown): Date | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) && value > 0 ? new Date(Math.round(value * 1000)) : undefined;
  // Only dates with a time and a zone: "2026-11-21 10:00" would mean another moment in every zone.
  const iso =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(value);
  // Ceph writes nanoseconds; the ECMAScript format has three decimals.
  const date = iso ? new Date(value.replace(/(\.\d{3})\d+/, '$1')) : value;
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** What stands where a time should may be a secret in the wrong field: text is shown when it looks like a date. */
function showTime(value: unknown): string {
  const hidden = typeof value === 'string' && !/^[\dTZ :/.,+-]{1,40}$/.test(value);
  return hidden ? `text of ${value.length} characters, not shown` : showValue(value);
}
