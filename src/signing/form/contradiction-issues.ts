import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import type { SignableForm } from '../signer.js';
import { conditionFields } from './condition-fields.js';
import { FILE_NAME } from './file-name.js';

/**
 * The conditions of a form that its own upload could never fulfil: those about what the signature sets, and those that
 * want another key, another bucket or another value of a field than the form sends. A store refuses such a form after all
 * of the file was sent. Pure.
 *
 * @param form - Whatever was given as one.
 * @param ownFields - The fields, lower-case, that signature and form set themselves.
 */
export function contradictionIssues(form: SignableForm | undefined, ownFields: readonly string[]): Issue[] {
  const conditions: unknown = form?.conditions;
  if (conditions === undefined) return [];
  if (!Array.isArray(conditions)) {
    const message = 'must be an array';
    return [{ code: 'invalid', path: 'conditions', value: showValue(conditions), message }];
  }
  const sent = sentValues(form);
  return conditions.flatMap((condition: unknown, index) => {
    const path = `conditions[${index}]`;
    const wrong = (message: string): Issue => ({ code: 'invalid', path, value: 'not shown', message });
    const own = conditionFields(condition)
      .map(withoutMark)
      .filter((name) => ownFields.includes(name))
      .map((name) =>
        wrong(`must not be about "${name}", which is set by the signature itself: leave it out`),
      );
    const others = wantedValues(condition)
      .filter(([name, value]) => sent.get(name)?.(value) === false)
      .map(([name]) => wrong(`wants another "${name}" than the form sends, so no store takes the upload`));
    return [...own, ...others];
  });
}

/** By lower-case name, whether what is sent may be a value. */
function sentValues(form: SignableForm | undefined): ReadonlyMap<string, (wanted: string) => boolean> {
  const { key, location, fields }: Partial<SignableForm> = form ?? {};
  const values = Object.entries({ ...fields, bucket: location?.bucket })
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => [name.toLowerCase(), (wanted: string) => wanted === value] as const);
  if (typeof key !== 'string') return new Map(values);
  const mark = key.indexOf(FILE_NAME);
  // What takes the place of the mark is not known yet.
  const isKey = (wanted: string) => (mark < 0 ? wanted === key : wanted.startsWith(key.slice(0, mark)));
  return new Map([...values, ['key', isKey] as const]);
}

/** Fields, lower-case, and the one value that a condition takes of each. None of a condition that takes several. */
function wantedValues(condition: unknown): [name: string, value: string][] {
  if (!Array.isArray(condition)) {
    return Object.entries(Object(condition)).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[withoutMark(name.toLowerCase()), value]] : [],
    );
  }
  const [operator, , value]: unknown[] = condition;
  if (operator !== 'eq' || typeof value !== 'string') return [];
  return conditionFields(condition).map((name) => [withoutMark(name), value]);
}

/** A name in an object begins with no `$`, and nobody knows what a store makes of one that does. */
function withoutMark(name: string): string {
  return name.replace(/^\$/, '');
}
