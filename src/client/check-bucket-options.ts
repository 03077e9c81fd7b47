import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongOption } from '../model/wrong-value.js';
import type { SigningStore } from '../stores/store.js';
import { isObject } from '../transport/is-plain-object.js';
import type { BucketOptions } from './bucket-options.js';
import { checkAddress } from './check-address.js';
import { checkSource } from './check-source.js';

const KNOWN = [
  'store',
  'endpoint',
  'region',
  'bucket',
  'credentials',
  'signer',
  'addressing',
  'refreshBeforeSeconds',
  'credentialsTimeoutMs',
  'shareCredentialsAs',
  'dangerouslyAllowLongLivedKeys',
  'fetch',
  'now',
];
/** What a timer of the platform can count. */
const MAX_TIMEOUT_MS = 2_147_483_647;

type Given = Partial<Record<keyof BucketOptions, unknown>>;

/** Everything in the options of a bucket that is missing, unknown or cannot be right. Calls `now` once, and nothing else. */
export function checkBucketOptions(options: unknown): Issue[] {
  const given: Given = isObject(options) ? options : {};
  const store = isStore(given.store) ? given.store : undefined;
  const region = given.region ?? store?.defaultRegion;
  const isRegionNeeded =
    region !== undefined || given.endpoint === undefined || store?.signer.signsRegion !== false;
  const regionIssues = isRegionNeeded ? checkRegion(region) : [];
  const clock = readClock(given.now);
  return [
    ...(isObject(options) ? [] : [wrongOption('options', options, 'must be an object')]),
    ...unknownOptions(given, KNOWN),
    ...(store === undefined ? [wrongOption('store', given.store, NO_STORE)] : []),
    ...checkAddress({ ...given, store, region: regionIssues.length === 0 ? region : undefined }),
    ...regionIssues,
    ...checkSource(given, store, clock.time),
    ...checkRest(given),
    ...clock.issues,
  ];
}

const NO_STORE = 'must be a store of this SDK, such as the value `aws` (not its name)';

function isStore(store: unknown): store is SigningStore {
  return isObject(store) && 'signer' in store && 'readError' in store;
}

function checkRegion(region: unknown): Issue[] {
  if (typeof region === 'string' && /^[a-z0-9]+([_-][a-z0-9]+)*$/.test(region)) {
    // The endpoint is called oss-cn-hangzhou, the region is not.
    if (!region.startsWith('oss-')) return [];
    const message = `must be without "oss-": ${region.slice('oss-'.length)}`;
    return [wrongOption('region', region, message)];
  }
  const message = 'must be a region as the store spells it, lower-case, such as us-west-2';
  return [wrongOption('region', region, message)];
}

/** What each of the options must be that mean something by themselves, where they are given. */
const BY_THEMSELVES: readonly (readonly [
  name: keyof BucketOptions,
  isRight: (value: unknown) => boolean,
  message: string,
])[] = [
  ['refreshBeforeSeconds', (seconds) => isUpTo(seconds, Number.MAX_VALUE), 'must be a number above 0'],
  [
    'credentialsTimeoutMs',
    (timeoutMs) => isUpTo(timeoutMs, MAX_TIMEOUT_MS),
    `must be a number above 0, at most ${MAX_TIMEOUT_MS}`,
  ],
  ['shareCredentialsAs', (name) => typeof name === 'string' && name !== '', 'must be a name, not empty'],
  ['dangerouslyAllowLongLivedKeys', (allow) => typeof allow === 'boolean', 'must be true or false'],
  ['fetch', (fetch) => typeof fetch === 'function', 'must be a function'],
];

function checkRest(given: Given): Issue[] {
  return BY_THEMSELVES.filter(([name, isRight]) => given[name] !== undefined && !isRight(given[name])).map(
    ([name, , message]) => wrongOption(name, given[name], message),
  );
}

function isUpTo(value: unknown, most: number): boolean {
  return typeof value === 'number' && value > 0 && value <= most;
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
