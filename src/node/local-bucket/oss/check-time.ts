import type { ServiceError } from '../service-error.js';
import { ossError } from './oss-error.js';
import { writeErrorTime } from './times.js';

const MAX_SKEW_MS = 15 * 60_000;

/** @throws ServiceError `RequestTimeTooSkewed` when a request was signed more than 15 minutes before or after now. */
export function checkSkew(time: Date, now: Date): void {
  if (Math.abs(time.getTime() - now.getTime()) > MAX_SKEW_MS) throw tooSkewed(time, now);
}

/**
 * Checks how long a URL works.
 *
 * @param start - `null`: the URL does not say, as those of V1 do not.
 * @throws ServiceError `AccessDenied` when it has ended; `RequestTimeTooSkewed` when it begins more than 15 minutes from
 *   now: that the tolerance holds here is documented, how OSS words the refusal is not.
 */
export function checkLifetime(start: Date | null, end: Date, now: Date): void {
  if (start !== null && start.getTime() - now.getTime() > MAX_SKEW_MS) throw tooSkewed(start, now);
  if (now < end) return;
  throw ossError(403, 'AccessDenied', 'Request has expired.', [
    ['Expires', writeErrorTime(end)],
    ['ServerTime', writeErrorTime(now)],
  ]);
}

/** The refusal of a request that says no time, or none that can be read. */
export function noValidDate(): ServiceError {
  return ossError(403, 'AccessDenied', 'OSS authentication requires a valid Date.', [], '0002-00000503');
}

function tooSkewed(time: Date, now: Date): ServiceError {
  const message = 'The difference between the request time and the current time is too large.';
  const members = [
    ['MaxAllowedSkewMilliseconds', String(MAX_SKEW_MS)],
    ['RequestTime', writeErrorTime(time)],
    ['ServerTime', writeErrorTime(now)],
  ] as const;
  return ossError(403, 'RequestTimeTooSkewed', message, members, '0002-00000504');
}
