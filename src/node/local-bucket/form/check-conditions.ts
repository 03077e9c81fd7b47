import type { FormFields, SignedForm } from '../authentication.js';
import { Refusal } from '../refusal.js';
import type { FormCondition } from './form-condition.js';

/** How long the file may be, as all conditions together say. */
export interface AllowedLength {
  readonly minBytes: number;
  readonly maxBytes: number;
}

/**
 * Holds a form's fields against its policy.
 *
 * @param fields - With `key` as it will be, and `bucket`, which is in the address.
 * @returns What is left to be checked while the file comes in.
 * @throws Refusal `policy-expired`, `policy-failed`.
 */
export function checkConditions(form: SignedForm, fields: FormFields, now: Date): AllowedLength {
  if (form.expiresAt !== null && now >= form.expiresAt) throw new Refusal('policy-expired', {});
  let [minBytes, maxBytes] = [0, Number.POSITIVE_INFINITY];
  const covered = new Set(['bucket']);
  for (const condition of form.conditions) {
    if (condition.kind === 'length') {
      minBytes = Math.max(minBytes, condition.minBytes);
      maxBytes = Math.min(maxBytes, condition.maxBytes);
      continue;
    }
    if (!holds(condition, fields.get(condition.field) ?? '')) {
      throw failed(`Policy Condition failed: ${describe(condition)}`);
    }
    covered.add(condition.field);
  }
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && form.mustBeCovered(name));
  if (extra.length > 0) throw failed(`Extra input fields: ${extra.join(', ')}`);
  return { minBytes, maxBytes };
}

function holds(condition: Exclude<FormCondition, { readonly kind: 'length' }>, value: string): boolean {
  switch (condition.kind) {
    case 'equals':
      return value === condition.value;
    case 'starts-with':
      return value.startsWith(condition.prefix);
    case 'one-of':
      return condition.values.includes(value);
    case 'none-of':
      return !condition.values.includes(value);
  }
}

/** The condition as a policy writes it, without a value that may be a token. */
function describe(condition: Exclude<FormCondition, { readonly kind: 'length' }>): string {
  const { field } = condition;
  if (/token|signature/.test(field)) return `["eq", "$${field}", …]`;
  switch (condition.kind) {
    case 'equals':
      return JSON.stringify(['eq', `$${field}`, condition.value]);
    case 'starts-with':
      return JSON.stringify(['starts-with', `$${field}`, condition.prefix]);
    case 'one-of':
      return JSON.stringify(['in', `$${field}`, condition.values]);
    case 'none-of':
      return JSON.stringify(['not-in', `$${field}`, condition.values]);
  }
}

function failed(message: string): Refusal {
  return new Refusal('policy-failed', { message });
}
