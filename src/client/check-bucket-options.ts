import { readCredentialFields } from '../credentials/read-credentials.js';
import { unwrapRecord } from '../credentials/unwrap-sts-answer.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import type { Store } from '../stores/store.js';
import type { BucketOptions } from './bucket-options.js';
import { checkAddress } from './check-address.js';
import { wrongOption } from './wrong-option.js';

const KNOWN = ['store', 'endpoint', 'region', 'bucket', 'credentials', 'addressing', 'fetch', 'now'];

/** Everything in the options of a bucket that is missing, unknown or cannot be right. Calls `now` once, and nothing else. */
export function checkBucketOptions(options: unknown): Issue[] {
  const given: Partial<Record<keyof BucketOptions, unknown>> = isObject(options) ? options : {};
  const { store, endpoint, region, bucket, credentials, addressing, fetch } = given;
  const defaultAddressing = isStore(store) ? store.defaultAddressing : undefined;
  const clock = readClock(given.now);
  return [
    ...(isObject(options) ? [] : [wrongOption('options', options, 'must be an object')]),
    ...unknownOptions(given, KNOWN),
    ...(isStore(store)
      ? []
      : [wrongOption('store', store, 'must be a store of this SDK, such as the value `s3` (not its name)')]),
    ...checkAddress({ endpoint, bucket, addressing, defaultAddressing }),
    ...checkRegion(region),
    ...checkCredentials(credentials, clock.time),
    ...(fetch === undefined || typeof fetch === 'function'
      ? []
      : [wrongOption('fetch', fetch, 'must be a function')]),
    ...clock.issues,
  ];
}

function isStore(store: unknown): store is Store {
  return isObject(store) && 'signHeaders' in store && 'corsCodec' in store;
}

function checkRegion(region: unknown): Issue[] {
  if (typeof region === 'string' && /^[a-z0-9]+([_-][a-z0-9]+)*$/.test(region)) return [];
  const message = 'must be a region as the store spells it, lower-case, such as us-west-2';
  return [wrongOption('region', region, message)];
}

/** The time by the app's clock, or by the platform's where the app's cannot be used. */
function readClock(now: unknown): { readonly time: Date; readonly issues: Issue[] } {
  if (now === undefined) return { time: new Date(), issues: [] };
  const wrong = (value: string, message: string) => ({
    time: new Date(),
    issues: [{ code: 'invalid' as const, path: 'now', value, message }],
  });
  if (typeof now !== 'function') return wrong(showValue(now), 'must be a function that returns a Date');
  try {
    const time: unknown = now();
    if (time instanceof Date && !Number.isNaN(time.getTime())) return { time, issues: [] };
    return wrong(`a function that returns ${showValue(time)}`, 'must return a valid Date');
  } catch {
    return wrong('a function that throws', 'must return a valid Date');
  }
}

/** What a function returns is checked when it is called. */
function checkCredentials(credentials: unknown, now: Date): readonly Issue[] {
  if (typeof credentials === 'function') return [];
  const found = unwrapRecord(credentials);
  if (found !== undefined) return readCredentialFields(found, now, 'any').issues;
  // Text may be a secret that was pasted whole.
  const value =
    typeof credentials === 'string' ? `text of ${credentials.length} characters` : showValue(credentials);
  const message = 'must be credentials, or a function that returns an STS answer';
  return [{ ...wrongOption('credentials', credentials, message), value }];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
