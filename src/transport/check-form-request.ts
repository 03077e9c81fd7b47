import type { Issue } from '../model/issue.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongValue } from '../model/wrong-value.js';
import { isObject, isPlainObject } from './is-plain-object.js';

const FIELDS = ['key', 'fields', 'conditions'];

/**
 * What in a form is of another shape than forms have, before a scheme looks at it. Empty: nothing is. Pure.
 *
 * @param form - Whatever was given as the form.
 */
export function formRequestIssues(form: unknown): Issue[] {
  if (!isObject(form)) return [wrongValue('form', form, 'must be an object with a key')];
  const { key, fields, conditions }: Readonly<Record<string, unknown>> = { ...form };
  return [
    ...unknownOptions(form, FIELDS),
    ...(typeof key === 'string' ? [] : [wrongValue('key', key, 'must be text: the key to upload to')]),
    ...(fields === undefined || isPlainObject(fields)
      ? []
      : [wrongValue('fields', fields, 'must be an object of names and values')]),
    ...checkConditions(conditions),
  ];
}

function checkConditions(conditions: unknown): Issue[] {
  if (conditions === undefined) return [];
  if (!Array.isArray(conditions)) return [wrongValue('conditions', conditions, 'must be an array')];
  return conditions
    .map((condition: unknown, index) => ({ path: `conditions[${index}]`, condition }))
    .filter(({ condition }) => !isCondition(condition))
    .map(({ path, condition }) => wrongValue(path, condition, SHAPE));
}

const SHAPE =
  'must be such as ["content-length-range", 1, 1048576], ["starts-with", "$Content-Type", "image/"], ["eq", "$field", "value"], ["in", "$field", ["a", "b"]] or { "field": "value" }';

function isCondition(condition: unknown): boolean {
  if (!Array.isArray(condition)) {
    return isPlainObject(condition) && isText(Object.values(condition)) && Object.keys(condition).length > 0;
  }
  const [operator, first, second, ...more]: unknown[] = condition;
  if (more.length > 0) return false;
  switch (operator) {
    case 'content-length-range':
      return isBytes(first) && isBytes(second) && first <= second;
    case 'eq':
    case 'starts-with':
      return isField(first) && typeof second === 'string';
    case 'in':
    case 'not-in':
      return isField(first) && Array.isArray(second) && isText(second);
    default:
      return false;
  }
}

function isText(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

function isBytes(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isField(value: unknown): value is string {
  return typeof value === 'string' && /^\$./.test(value);
}
