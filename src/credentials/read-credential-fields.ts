import type { Credentials } from '../model/credentials.js';
import { CredentialsError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';
import { type CredentialField, recogniseShape } from './credential-fields.js';
import { type FoundValue, findField } from './find-field.js';
import { readTime } from './read-time.js';
import { unwrapStsAnswer } from './unwrap-sts-answer.js';
import type { UnwrappedAnswer } from './unwrapped-answer.js';

/**
 * What must be there: `temporary` wants token and expiration, `any` takes long-lived keys too, `long-lived` takes no token,
 * as the store knows none.
 */
export type CredentialNeeds = 'temporary' | 'any' | 'long-lived';

/** What `readCredentials()` does with arguments that are right. @throws CredentialsError as it says. */
export async function readCheckedCredentials(
  answer: unknown,
  now: Date,
  needs: CredentialNeeds,
): Promise<Credentials> {
  const { credentials, issues } = readCredentialFields(await unwrapStsAnswer(answer), now, needs);
  if (credentials === undefined) throw new CredentialsError('The credentials cannot be used', issues);
  return credentials;
}

/** Reads credentials out of an answer that is unwrapped already. The problems are returned. Pure. */
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
