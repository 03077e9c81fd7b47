import type { Credentials } from '../model/credentials.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';

/** What is wrong with the end of credentials, as a caller without types may give them. Empty: nothing is. Pure. */
export function endIssues(credentials: Credentials | undefined, now: Date | undefined): Issue[] {
  const expiration: unknown = credentials?.expiration;
  if (expiration === undefined) return [];
  const path = 'credentials.expiration';
  const value = showValue(expiration);
  if (!(expiration instanceof Date) || Number.isNaN(expiration.getTime())) {
    return [{ code: 'invalid', path, value, message: 'must be a Date that is valid' }];
  }
  // What is wrong with a time that is none is told besides.
  if (!(now instanceof Date) || !(expiration <= now)) return [];
  const message = `is in the past: the time of signing is ${now.toISOString()}. Ask the STS for new credentials`;
  return [{ code: 'expired', path, value, message }];
}
