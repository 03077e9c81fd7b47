import type { Issue } from '../model/issue.js';
import { wrongValue } from '../model/wrong-value.js';

const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
const TEXTS = 'must be an array of texts';

/** What each field must be, and whether it must be there. */
const FIELDS: readonly (readonly [
  name: string,
  isRight: (value: unknown) => boolean,
  message: string,
  isNeeded?: boolean,
])[] = [
  ['allowedOrigins', isTexts, TEXTS, true],
  ['allowedMethods', isTexts, TEXTS, true],
  ['id', (value) => typeof value === 'string', 'must be text'],
  ['maxAgeSeconds', (value) => typeof value === 'number', 'must be a number of seconds'],
  ['allowedHeaders', isTexts, TEXTS],
  ['exposeHeaders', isTexts, TEXTS],
];

/**
 * Whether rules are rules at all: objects with lists of texts, origins and methods among them. What a store holds may be
 * odd in other ways, and is to be looked at all the same; `validateCors()` finds those.
 *
 * @param mayLack - Whether lists of origins and methods may be empty, as a store may hold them. Default `false`.
 * @returns All problems at once, each with its path; empty when there are none.
 */
export function checkRuleShape(rules: unknown, mayLack = false): Issue[] {
  if (!Array.isArray(rules)) return [wrongValue('rules', rules, 'must be an array of rules')];
  return rules.flatMap((rule: unknown, index) => {
    const path = `rules[${index}]`;
    if (typeof rule !== 'object' || rule === null) return [wrongValue(path, rule, 'must be a rule')];
    return FIELDS.flatMap(([name, isRight, message, isNeeded = false]) => {
      const value: unknown = Reflect.get(rule, name);
      const place = `${path}.${name}`;
      if (value === undefined && !isNeeded) return [];
      if (!isRight(value)) return [wrongValue(place, value, message)];
      const lacks = isNeeded && !mayLack && Array.isArray(value) && value.length === 0;
      return lacks ? [wrongValue(place, undefined, 'must hold at least one entry')] : [];
    });
  });
}
