import type { Issue } from '../model/issue.js';
import { wrongValue } from '../model/wrong-value.js';

const NEEDED = ['allowedOrigins', 'allowedMethods'];
const OPTIONAL = ['allowedHeaders', 'exposeHeaders'];

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
    const fields = rule as Record<string, unknown>;
    return [
      ...NEEDED.flatMap((name) => checkTexts(fields[name], `${path}.${name}`, true, mayLack)),
      ...(fields.id === undefined || typeof fields.id === 'string'
        ? []
        : [wrongValue(`${path}.id`, fields.id, 'must be text')]),
      ...(fields.maxAgeSeconds === undefined || typeof fields.maxAgeSeconds === 'number'
        ? []
        : [wrongValue(`${path}.maxAgeSeconds`, fields.maxAgeSeconds, 'must be a number of seconds')]),
      ...OPTIONAL.flatMap((name) => checkTexts(fields[name], `${path}.${name}`, false, true)),
    ];
  });
}

function checkTexts(list: unknown, path: string, isNeeded: boolean, mayLack: boolean): Issue[] {
  if (list === undefined && !isNeeded) return [];
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'string')) {
    return [wrongValue(path, list, 'must be an array of texts')];
  }
  return list.length === 0 && !mayLack ? [wrongValue(path, undefined, 'must hold at least one entry')] : [];
}
