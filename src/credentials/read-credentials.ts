import type { Credentials } from '../model/credentials.js';
import { ConfigError, CredentialsError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';
import { type CredentialField, recogniseShape } from './credential-fields.js';
import { type FoundValue, findField } from './find-field.js';
import { readTime } from './read-time.js';
import { type UnwrappedAnswer, unwrapStsAnswer } from './unwrap-sts-answer.js';

/**
 * What must be there: `temporary` wants token and expiration, `any` takes long-lived keys too, `long-lived` takes no token,
 * as the store knows none.
 */
export type CredentialNeeds = 'temporary' | 'any' | 'long-lived';

const NEEDS: readonly unknown[] = ['temporary', 'any', 'long-lived'] satisfies CredentialNeeds[];

/**
 * Reads credentials out of an STS answer as it arrives, as an object, JSON or XML, or out of an object in this SDK's own
 * spelling. It knows what these give: AWS, Ceph, Alibaba and Tencent `AssumeRole` and their kind, the instance roles of
 * Alibaba and Tencent, Cloudflare R2, `ali-oss`, `qcloud-cos-sts`, `cos-js-sdk-v5`; also within `data`, `result` or
 * `credentials` of an app's own server. Numeric times are Unix seconds.
 *
 * @param answer - What the STS, or the app's own server, answered.
 * @param now - The time against which the expiration is checked.
 * @param needs - `temporary` wants a token, and an expiration except of R2 and `ali-oss` options, which tell none
 * (`{ accessKeyId, accessKeySecret, stsToken }`, or with `securityToken`; within `credentials` it is wanted).
 * `long-lived` refuses a token: a store without temporary credentials would not look at it.
 * @throws CredentialsError listing every field that is missing, malformed, expired or given twice, or with the code of the
 * error that the STS gave, or saying that the answer is a signature. It shows no value of a secret. ConfigError when `now` or `needs` cannot be right.
 */
export async function readCredentials(
  answer: unknown,
  now: Date,
  needs: CredentialNeeds,
): Promise<Credentials> {
  const wrong = argumentIssues(now, needs);
  if (wrong.length > 0) throw new ConfigError('The credentials cannot be read', wrong);
  const { credentials, issues } = readCredentialFields(await unwrapStsAnswer(answer), now, needs);
  if (credentials === undefined) throw new CredentialsError('The credentials cannot be used', issues);
  return credentials;
}

/** By a time that is none nothing would have ended, and needs that are none would want nothing. */
function argumentIssues(now: unknown, needs: unknown): Issue[] {
  const wrong = (path: string, value: unknown, message: string): Issue => ({
    code: value === undefined ? 'missing' : 'invalid',
    path,
    value: showValue(value),
    message,
  });
  return [
    ...(now instanceof Date && !Number.isNaN(now.getTime())
      ? []
      : [wrong('now', now, 'must be a valid Date, such as new Date()')]),
    ...(NEEDS.includes(needs) ? [] : [wrong('needs', needs, 'must be "temporary", "any" or "long-lived"')]),
  ];
}

/** The same for an answer that is unwrapped already, with the problems returned. Pure. */
export function readCredentialFields(
  answer: UnwrappedAnswer,
  now: Date,
  needs: CredentialNeeds,
): { readonly credentials?: Credentials; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const shape = recogniseShape(answer[0].fields, answer[0].path);
  const find = (field: CredentialField) => findField(answer, field, shape);
  const isTemporary = needs === 'temporary';
  const accessKeyId = readText(find('accessKeyId'), issues, true);
  const secretAccessKey = readText(find('secretAccessKey'), issues, true);
  const token = find('securityToken');
  const securityToken = readText(token, issues, isTemporary);
  if (needs === 'long-lived' && securityToken !== undefined) issues.push(tokenNotTaken(token[0]));
  const expiration = readEnd(find('expiration'), issues, isTemporary && !shape.tellsNoEnd, now);
  const startTime = readStart(find('startTime'), issues, expiration);
  if (issues.length > 0 || accessKeyId === undefined || secretAccessKey === undefined) return { issues };
  const given = securityToken === undefined ? {} : { securityToken };
  const start = startTime === undefined ? {} : { startTime };
  const end = expiration === undefined ? {} : { expiration };
  return { credentials: { accessKeyId, secretAccessKey, ...given, ...start, ...end }, issues };
}

/** Signed without their token they would be refused as keys that nobody knows. */
function tokenNotTaken({ path, value }: FoundValue): Issue {
  const message =
    'must be absent: this store has no temporary credentials. Sign with its own keys on a server, and in a page with signer: remoteSigner({ url })';
  return { code: 'invalid', path, value: showSecret(value), message };
}

type FoundValues = readonly [FoundValue, ...FoundValue[]];

function readText([first, ...others]: FoundValues, issues: Issue[], isNeeded: boolean): string | undefined {
  const { path, value } = first;
  if (isAbsent(value)) {
    const message = isNeeded ? 'is needed' : 'is empty: leave it out, or give the token';
    if (isNeeded || value === '') issues.push({ code: 'missing', path, value: showValue(value), message });
    return undefined;
  }
  const invalid = (message: string) =>
    issues.push({ code: 'invalid', path, value: showSecret(value), message });
  for (const other of others.filter((another) => another.value !== value))
    invalid(`is not the same as ${other.path}: give one of them`);
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value;
  invalid('must be text without spaces or control characters, as the STS gave it');
  return undefined;
}

function readEnd(values: FoundValues, issues: Issue[], isNeeded: boolean, now: Date): Date | undefined {
  const [{ path, value }] = values;
  if (isAbsent(value)) {
    const message = 'is needed, as ISO 8601 or Unix seconds';
    if (isNeeded) issues.push({ code: 'missing', path, value: showValue(value), message });
    return undefined;
  }
  const end = readTime(values, issues);
  if (end !== undefined && end <= now) {
    const message = `is in the past: the clock here says ${now.toISOString()}. Ask the STS for new credentials, or set the clock right`;
    issues.push({ code: 'expired', path, value: showValue(value), message });
  }
  return end;
}

/**
 * Not `LastUpdated`, which the roles of instances tell beside the end: that is when their server last looked, not when
 * the keys began.
 */
function readStart(values: FoundValues, issues: Issue[], end: Date | undefined): Date | undefined {
  const [{ path, value }] = values;
  if (isAbsent(value)) return undefined;
  const start = readTime(values, issues);
  if (start !== undefined && end !== undefined && start >= end) {
    const message = `is not before the end, ${end.toISOString()}`;
    issues.push({ code: 'invalid', path, value: showValue(value), message });
  }
  return start;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
