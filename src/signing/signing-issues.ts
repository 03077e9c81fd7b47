import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';

/** What a signature is made of, as callers may have given it. */
export interface SigningInput {
  readonly location: unknown;
  readonly key: unknown;
  readonly credentials: unknown;
  readonly now: unknown;
}

/** Everything that is wrong with it, the credentials shown by their length alone. */
export function signingIssues({ location, key, credentials, now }: SigningInput): Issue[] {
  const issues: Issue[] = [];
  const add = (path: string, value: unknown, message: string, shown: string = showValue(value)): void => {
    issues.push({ code: value === undefined ? 'missing' : 'invalid', path, value: shown, message });
  };
  if (typeof key !== 'string') add('key', key, 'must be text: the key of an object, or empty for the bucket');
  if (!isLocation(location)) add('location', location, 'must be what locateBucket() gives');
  const keys = isObject(credentials) ? credentials : {};
  if (keys !== credentials) add('credentials', credentials, 'must be what readCredentials() gives');
  for (const name of ['accessKeyId', 'secretAccessKey', 'securityToken']) {
    const value = keys[name];
    if (isText(value) || (name === 'securityToken' && value === undefined)) continue;
    add(`credentials.${name}`, value, 'must be text that is not empty', showSecret(value));
  }
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) add('now', now, 'must be a Date that is valid');
  return issues;
}

function isLocation(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.origin === 'string' &&
    typeof value.host === 'string' &&
    typeof value.bucketPath === 'string' &&
    typeof value.bucket === 'string' &&
    typeof value.region === 'string'
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
