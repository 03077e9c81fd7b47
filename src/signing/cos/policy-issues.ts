import type { Credentials } from '../../model/credentials.js';
import type { Issue } from '../../model/issue.js';
import { showSecret, showValue } from '../../model/show-value.js';
import { type KeyTime, timeText } from './key-time.js';

/**
 * What in a policy of COS, written by somebody, no store would take: that it is no JSON of a policy, or that one of the
 * three conditions that COS wants is absent or says something else than is signed. Empty: nothing. Pure.
 *
 * @param policyText - Whatever was given as the policy. What is no text is told elsewhere.
 * @see https://www.tencentcloud.com/document/product/436/14690
 */
export function policyIssues(
  policyText: unknown,
  credentials: Credentials | undefined,
  keyTime: KeyTime | undefined,
): Issue[] {
  if (typeof policyText !== 'string' || policyText === '') return [];
  const policy = parsed(policyText);
  if (typeof policy !== 'object' || policy === null || Array.isArray(policy)) {
    const value = `text of ${policyText.length} characters`;
    const message = 'must be the JSON of an object with expiration and conditions';
    return [{ code: 'invalid', path: 'policyText', value, message }];
  }
  const conditions: unknown = Reflect.get(policy, 'conditions');
  if (!Array.isArray(conditions)) {
    return [wrong('policyText.conditions', conditions, 'must be an array', showValue(conditions))];
  }
  return [
    ['q-sign-algorithm', 'sha1'],
    ['q-ak', credentials?.accessKeyId],
    ['q-sign-time', keyTime === undefined ? undefined : timeText(keyTime)],
  ].flatMap(([name = '', signed]) => conditionIssues(conditions, name, signed));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param signed - What is signed. Absent: it is wrong itself, which is told elsewhere. */
function conditionIssues(conditions: readonly unknown[], name: string, signed: unknown): Issue[] {
  const values = conditions.flatMap((condition) => valuesIn(condition, name));
  const path = `policyText.conditions ${name}`;
  if (values.length === 0) {
    return [wrong(path, undefined, `is needed: { "${name}": … }, with the value that is signed`, 'absent')];
  }
  if (signed === undefined) return [];
  return values
    .filter((value) => value !== signed)
    .map((value) => wrong(path, value, 'is not what is signed, so COS refuses the form', showSecret(value)));
}

/** What a condition demands of that field: `{ "q-ak": "…" }` or `["eq", "$q-ak", "…"]`. */
function valuesIn(condition: unknown, name: string): unknown[] {
  if (Array.isArray(condition)) {
    const [operator, field, value]: unknown[] = condition;
    return operator === 'eq' && field === `$${name}` ? [value] : [];
  }
  const fields: Readonly<Record<string, unknown>> = Object(condition);
  return Object.hasOwn(fields, name) ? [fields[name]] : [];
}

function wrong(path: string, value: unknown, message: string, shown: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: shown, message };
}
