import type { PolicyCondition, SignedForm } from '../../../src/signing/signer.js';

/** What the field `policy` of a form holds, on all stores but QingStor. */
export interface Policy {
  readonly expiration: string;
  readonly conditions: readonly PolicyCondition[];
}

/** The policy of a form as its store reads it. */
export function policyOf({ fields }: Pick<SignedForm, 'fields'>): Policy {
  return JSON.parse(policyTextOf({ fields })) as Policy;
}

/** The same as text. */
export function policyTextOf({ fields }: Pick<SignedForm, 'fields'>): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
    Buffer.from(fields.policy ?? '', 'base64'),
  );
}

/** The name, lower-case, of the field that a condition is about, and whether a value fulfils it. */
export interface ReadCondition {
  readonly field: string;
  readonly accepts: (value: string) => boolean;
}

/** The conditions as a store reads them. Those about the size of the file are about no field. */
export function readConditions({ conditions }: Policy): ReadCondition[] {
  return conditions.flatMap((condition): ReadCondition[] => {
    if (!Array.isArray(condition)) {
      return Object.entries(condition).map(([name, expected]) => ({
        field: name.toLowerCase(),
        accepts: (value) => value === expected,
      }));
    }
    const [operator, name, expected] = condition as readonly [string, string, string | readonly string[]];
    if (operator === 'content-length-range') return [];
    const field = name.replace(/^\$/, '').toLowerCase();
    return [{ field, accepts: (value) => accepts(operator, value, expected) }];
  });
}

function accepts(operator: string, value: string, expected: string | readonly string[]): boolean {
  if (operator === 'eq') return value === expected;
  if (operator === 'starts-with') return value.startsWith(String(expected));
  if (operator === 'in') return expected.includes(value);
  throw new TypeError(`A condition that no test asks for: ${operator}`);
}
