import type { Credentials } from '../model/credentials.js';
import { CredentialsError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';
import { CREDENTIAL_FIELDS, type CredentialField } from './credential-fields.js';
import { type UnwrappedAnswer, unwrapStsAnswer } from './unwrap-sts-answer.js';

/** Unix seconds reach this in the year 5138; milliseconds passed it in 1973. */
const LEAST_MILLISECONDS = 1e11;

/** What must be there: `temporary` wants token and expiration, `any` takes long-lived keys too. */
export type CredentialNeeds = 'temporary' | 'any';

/**
 * Reads credentials out of an STS answer as it arrives (AWS and Ceph AssumeRole, as an object, JSON or XML), or out of an
 * object in this SDK's own spelling. A numeric expiration is in Unix seconds.
 *
 * @param answer - What the STS, or the app's own server, answered.
 * @param now - The time against which the expiration is checked.
 * @throws CredentialsError listing every field that is missing, malformed or expired. It shows no value of a secret.
 */
export async function readCredentials(
  answer: unknown,
  now: Date,
  needs: CredentialNeeds,
): Promise<Credentials> {
  const { credentials, issues } = readCredentialFields(await unwrapStsAnswer(answer), now, needs);
  if (credentials === undefined) throw new CredentialsError('The credentials cannot be used', issues);
  return credentials;
}

/** The same for an answer that is unwrapped already, with the problems returned. */
export function readCredentialFields(
  found: UnwrappedAnswer,
  now: Date,
  needs: CredentialNeeds,
): { readonly credentials?: Credentials; readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  const accessKeyId = readText(found, 'accessKeyId', issues, true);
  const secretAccessKey = readText(found, 'secretAccessKey', issues, true);
  const securityToken = readText(found, 'securityToken', issues, needs === 'temporary');
  const expiration = readExpiration(found, issues, needs === 'temporary', now);
  if (issues.length > 0 || accessKeyId === undefined || secretAccessKey === undefined) return { issues };
  const token = securityToken === undefined ? {} : { securityToken };
  const end = expiration === undefined ? {} : { expiration };
  return { credentials: { accessKeyId, secretAccessKey, ...token, ...end }, issues };
}

function readText(
  found: UnwrappedAnswer,
  field: CredentialField,
  issues: Issue[],
  needed: boolean,
): string | undefined {
  const { path, value } = lookUp(found, field);
  if (value === undefined || value === null || value === '') {
    const message = needed ? 'is needed' : 'is empty: leave it out, or give the token';
    if (needed || value === '') issues.push({ code: 'missing', path, value: showValue(value), message });
    return undefined;
  }
  if (typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)) return value;
  const message = 'must be text without spaces or control characters, as the STS gave it';
  issues.push({ code: 'invalid', path, value: showSecret(value), message });
  return undefined;
}

function readExpiration(
  found: UnwrappedAnswer,
  issues: Issue[],
  needed: boolean,
  now: Date,
): Date | undefined {
  const { path, value } = lookUp(found, 'expiration');
  if (value === undefined || value === null || value === '') {
    if (needed)
      issues.push({
        code: 'missing',
        path,
        value: showValue(value),
        message: 'is needed, as ISO 8601 or Unix seconds',
      });
    return undefined;
  }
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof seconds === 'number' && seconds >= LEAST_MILLISECONDS) {
    const message = 'looks like milliseconds; give Unix seconds, or an ISO 8601 date';
    issues.push({ code: 'invalid', path, value: showValue(value), message });
    return undefined;
  }
  const date = toDate(seconds);
  if (date === undefined) {
    issues.push({
      code: 'invalid',
      path,
      value: showEnd(value),
      message: 'must be an ISO 8601 date, a Date or Unix seconds',
    });
    return undefined;
  }
  if (date <= now) {
    const message = `is in the past: the clock here says ${now.toISOString()}. Ask the STS for new credentials, or set the clock right`;
    issues.push({ code: 'expired', path, value: showValue(value), message });
  }
  return date;
}

function toDate(value: unknown): Date | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) && value > 0 ? new Date(value * 1000) : undefined;
  // Only dates with a time and a zone: "2026-11-21 10:00" would mean another moment in every zone.
  const iso =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(value);
  // Ceph writes nanoseconds; the ECMAScript format has three decimals.
  const date = iso ? new Date(value.replace(/(\.\d{3})\d+/, '$1')) : value;
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : undefined;
}

/** What stands where the end should may be a secret in the wrong field: text is shown when it looks like a date. */
function showEnd(value: unknown): string {
  const hidden = typeof value === 'string' && !/^[\dTZ :/.,+-]{1,40}$/.test(value);
  return hidden ? `text of ${value.length} characters, not shown` : showValue(value);
}

/** The value under whichever name the answer uses, and its path; the path of the answer's own style when it is absent. */
function lookUp(found: UnwrappedAnswer, field: CredentialField): { path: string; value: unknown } {
  const names = CREDENTIAL_FIELDS[field];
  const present = names.find((name) => Object.hasOwn(found.fields, name));
  const vendor =
    found.path !== 'credentials' || Object.keys(found.fields).some((name) => /^[A-Z]/.test(name));
  const name = present ?? names[vendor ? 1 : 0];
  return { path: `${found.path}.${name}`, value: present === undefined ? undefined : found.fields[present] };
}
