import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';

/** What is wrong with the option `rules` of a diagnosis: rules, or a whole configuration. Absent: nothing. */
export function checkKnownRules(given: unknown): Issue[] {
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return checkRuleShape(given);
  const { rules, responseVary }: { readonly rules?: unknown; readonly responseVary?: unknown } = given;
  const issues = checkRuleShape(rules);
  if (responseVary !== undefined && typeof responseVary !== 'boolean') {
    const value = showValue(responseVary);
    issues.push({ code: 'invalid', path: 'rules.responseVary', value, message: 'must be true or false' });
  }
  return issues;
}
