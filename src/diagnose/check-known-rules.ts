import type { Issue } from '../model/issue.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';

/** What is wrong with the option `rules` of a diagnosis: rules, or a whole configuration. Absent: nothing. */
export function checkKnownRules(given: unknown): Issue[] {
  if (given === undefined) return [];
  const isWhole = typeof given === 'object' && given !== null && 'rules' in given;
  return checkRuleShape(isWhole ? given.rules : given);
}
