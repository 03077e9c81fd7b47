import type { Issue } from '../model/issue.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongValue } from '../model/wrong-value.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from './bucket.js';
import type { SignatureNames } from './check-object-request.js';
import { isObject } from './is-plain-object.js';

/**
 * Everything that is wrong with what a call is given beside its request: the bucket and the options. Empty: nothing is.
 * Pure.
 *
 * @param bucket - Whatever was given as the bucket.
 * @param options - Whatever was given as the options.
 * @param known - The names of the options that the call takes.
 */
export function callIssues(bucket: unknown, options: unknown, known: readonly string[]): Issue[] {
  const issues = bucketIssues(bucket);
  if (!isObject(options))
    issues.push(wrongValue('options', options, `must be an object of ${known.join(', ')}`));
  const given: Readonly<Record<string, unknown>> = isObject(options) ? { ...options } : {};
  issues.push(...unknownOptions(given, known));
  for (const name of known) issues.push(...(CHECKS[name]?.(given[name]) ?? []));
  return issues;
}

/**
 * The names that the signatures of a bucket set themselves. None of what is no bucket, so that the rest of a call can be
 * checked all the same.
 */
export function signatureNames(bucket: Bucket<SigningStore>): SignatureNames {
  return bucketIssues(bucket).length === 0 ? bucket.store.signer : { headerNames: [], queryNames: [] };
}

/** Those of the options that mean the same in every call. What is about the body is checked with the request. */
const CHECKS: Readonly<Record<string, (value: unknown) => Issue[]>> = {
  signal: checkSignal,
  expiresInSeconds: (value) => checkLife('expiresInSeconds', value),
  dangerouslyAllowEndlessForms: checkFlag,
  maxExpiresInSeconds: (value) => (value === undefined ? [] : checkLife('maxExpiresInSeconds', value)),
};

function bucketIssues(bucket: unknown): Issue[] {
  if (isObject(bucket) && PARTS.every((name) => isObject(Reflect.get(bucket, name)))) return [];
  return [wrongValue('bucket', bucket, 'must be what createBucket() gives')];
}

const PARTS = ['store', 'signer', 'location', 'clock'];

function checkSignal(signal: unknown): Issue[] {
  if (signal === undefined) return [];
  if (isObject(signal) && typeof Reflect.get(signal, 'throwIfAborted') === 'function') return [];
  return [wrongValue('signal', signal, 'must be an AbortSignal: new AbortController().signal')];
}

function checkFlag(value: unknown): Issue[] {
  if (value === undefined || typeof value === 'boolean') return [];
  return [wrongValue('dangerouslyAllowEndlessForms', value, 'must be true or false')];
}

/** How long it may be at most, the scheme says. */
function checkLife(path: string, seconds: unknown): Issue[] {
  if (Number.isSafeInteger(seconds) && Number(seconds) >= 1) return [];
  const issue = wrongValue(path, seconds, 'must be a whole number of seconds, at least 1');
  return [typeof seconds === 'number' ? { ...issue, code: 'limit' } : issue];
}
