import { isToken } from '../fetch-standard/is-token.js';
import { CORS_METHODS } from '../model/cors-methods.js';
import { hasDotSegment } from '../signing/object-path.js';
import { loadRuleJudge } from './load-rule-judge.js';

/** Whether a value may stand there; `undefined` where there is none. */
type Check = (value: unknown) => boolean;

/** What a timer of the platform can count. */
export const MOST_MS = 2_147_483_647;

const isBoolean: Check = (value) => value === undefined || typeof value === 'boolean';
const isFunction: Check = (value) => value === undefined || typeof value === 'function';

/** The fields of a request that is diagnosed, and what each may be. */
export const REQUEST_CHECKS: Readonly<Record<string, Check>> = {
  method: (method) => CORS_METHODS.includes(method as string),
  // A browser resolves dot segments before it sends: a probe would then be about something else, even about the bucket.
  key: (key) => typeof key === 'string' && key !== '' && !hasDotSegment(key),
  headers: (headers) =>
    headers === undefined ||
    (isRecord(headers) && Object.entries(headers).every(([name, value]) => isToken(name) && isValue(value))),
  signing: (signing) => signing === undefined || signing === 'header' || signing === 'url',
  withCookies: isBoolean,
  sawUpload: isBoolean,
  hasFailed: isBoolean,
};

/** The options of a diagnosis, and what each may be. Rules are looked at by the part that judges them. */
export const OPTION_CHECKS: Readonly<Record<string, Check>> = {
  rules: () => true,
  useCredentials: isBoolean,
  onStart: isFunction,
  onEvidence: isFunction,
  signal: (signal) => signal === undefined || signal instanceof AbortSignal,
  timeoutMs: (ms) => ms === undefined || (typeof ms === 'number' && ms > 0 && ms <= MOST_MS),
};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What `createBucket()` returned. */
export function isBucket(value: unknown): boolean {
  return isRecord(value) && 'store' in value && 'signer' in value;
}

/** The value of a header, as far as it can be sent. */
export function isValue(value: unknown): boolean {
  return typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value);
}

/**
 * Whether all that a diagnosis is called with makes sense. What does not is listed by `checkDiagnosedRequest()`, which is loaded for
 * that.
 *
 * @throws UnsupportedError where what judges rules is needed and cannot be loaded.
 */
export async function isSoundCall(bucket: unknown, request: unknown, options: unknown): Promise<boolean> {
  if (!isBucket(bucket) || !isMade(request, REQUEST_CHECKS) || !isMade(options, OPTION_CHECKS)) return false;
  const { rules } = options;
  return rules === undefined || (await loadRuleJudge()).checkKnownRules(rules).length === 0;
}

function isMade(
  given: unknown,
  checks: Readonly<Record<string, Check>>,
): given is Readonly<Record<string, unknown>> {
  return (
    isRecord(given) &&
    Object.keys(given).every((name) => Object.hasOwn(checks, name)) &&
    Object.entries(checks).every(([name, isRight]) => isRight(given[name]))
  );
}
