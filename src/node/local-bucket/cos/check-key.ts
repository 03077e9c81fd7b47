import type { AccessKey } from '../access-keys.js';
import type { Access } from '../authentication.js';
import { equalInConstantTime } from '../equal-in-constant-time.js';
import { type ErrorMember, ServiceError } from '../service-error.js';
import type { TimeWindow } from './read-claim.js';

const MAX_SKEW_SECONDS = 15 * 60;

/**
 * The key of that id, if the token that came is its own and has not ended.
 *
 * An id without its token, or that has ended, is one that COS does not know. For a token of another key it has no word of
 * its own either: unconfirmed. So are the texts.
 *
 * @throws ServiceError `InvalidAccessKeyId`.
 */
export function findKey(accessKeyId: string, token: string | null, { keys, now }: Access): AccessKey {
  const key = keys.get(accessKeyId);
  const isKnown =
    key !== undefined &&
    equalInConstantTime(key.session?.token ?? '', token ?? '') &&
    (key.session === null || now < key.session.expiresAt);
  if (isKnown) return key;
  const message = 'The Access Key Id you provided does not exist in our records.';
  throw new ServiceError(403, 'InvalidAccessKeyId', message);
}

/**
 * Whether it is now within a window. Before its begin as after its end COS calls a request expired. Its list of codes has
 * `RequestTimeTooSkewed` too, without telling when it comes: unconfirmed, here for a begin further off than 15 minutes.
 *
 * @throws ServiceError `AccessDenied`, `RequestTimeTooSkewed`, both with the server's time.
 */
export function checkWindow({ startSeconds, endSeconds }: TimeWindow, now: Date): void {
  const seconds = now.getTime() / 1000;
  if (seconds >= startSeconds && seconds < endSeconds) return;
  const members: ErrorMember[] = [['ServerTime', writeTime(now)]];
  if (startSeconds - seconds > MAX_SKEW_SECONDS) {
    const message = 'The difference between the request time and the current time is too large.';
    throw new ServiceError(403, 'RequestTimeTooSkewed', message, members);
  }
  throw new ServiceError(403, 'AccessDenied', 'Request has expired', members);
}

/** Without fractions: `2019-08-30T09:38:12Z`. */
function writeTime(time: Date): string {
  return time.toISOString().replace(/\.\d+/, '');
}
