import { Refusal } from '../refusal.js';
import type { FormCondition } from './form-condition.js';

/** A policy of the kind that AWS, OSS and COS have. */
export interface FormPolicy {
  readonly expiresAt: Date;
  readonly conditions: readonly FormCondition[];
}

/**
 * Reads a policy document: `{"expiration": …, "conditions": [{"key": "a"}, ["starts-with", "$key", "a"], …]}`.
 *
 * @param json - As text, no longer in base64.
 * @throws Refusal `invalid-policy` with the first thing that is wrong.
 */
export function readPolicy(json: string): FormPolicy {
  const policy = parse(json);
  const { expiration, conditions } = policy;
  const expiresAt = new Date(typeof expiration === 'string' ? expiration : '');
  if (Number.isNaN(expiresAt.getTime())) throw invalid('Invalid "expiration": it is no ISO 8601 time.');
  if (!Array.isArray(conditions)) throw invalid('Policy missing condition: "conditions" is no list.');
  return { expiresAt, conditions: conditions.flatMap(readCondition) };
}

function parse(json: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(json);
    if (isObject(value)) return value;
  } catch {
    // Told below, as what is no object.
  }
  throw invalid('Invalid JSON.');
}

function readCondition(condition: unknown): FormCondition[] {
  if (isObject(condition)) {
    return Object.entries(condition).map(([name, value]) => {
      if (typeof value !== 'string') throw invalid(`The value of "${name}" is no text.`);
      return { kind: 'equals', field: name.toLowerCase(), value };
    });
  }
  if (!Array.isArray(condition) || condition.length !== 3) throw invalid('A condition is of no known form.');
  const [operator, first, second] = condition as [unknown, unknown, unknown];
  const kind = typeof operator === 'string' ? operator.toLowerCase() : '';
  if (kind === 'content-length-range') return [readLength(first, second)];
  if (typeof first !== 'string' || !first.startsWith('$')) throw invalid('A condition names no field.');
  const field = first.slice(1).toLowerCase();
  if (kind === 'eq' && typeof second === 'string') return [{ kind: 'equals', field, value: second }];
  if (kind === 'starts-with' && typeof second === 'string') {
    return [{ kind: 'starts-with', field, prefix: second }];
  }
  if (kind === 'in' && isTexts(second)) return [{ kind: 'one-of', field, values: second }];
  if (kind === 'not-in' && isTexts(second)) return [{ kind: 'none-of', field, values: second }];
  throw invalid('A condition has an unknown operator, or a value that does not go with it.');
}

function readLength(first: unknown, second: unknown): FormCondition {
  const [minBytes, maxBytes] = [Number(first), Number(second)];
  const isRange = Number.isSafeInteger(minBytes) && Number.isSafeInteger(maxBytes);
  if (!isRange || minBytes < 0 || maxBytes < minBytes) throw invalid('content-length-range is no range.');
  return { kind: 'length', minBytes, maxBytes };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string): Refusal {
  return new Refusal('invalid-policy', { message });
}
