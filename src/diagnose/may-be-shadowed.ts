import type { DiagnosisCode } from '../model/diagnosis-code.js';
import type { RuleStore } from '../rules/compile-rules.js';

/**
 * Whether a refusal that looks like this code may come from a rule that hides the right one: on a store that takes the first
 * rule for the origin, or may do so. Pure.
 */
export function mayBeShadowed(code: DiagnosisCode, { ruleSemantics }: RuleStore): boolean {
  const { selection, otherSelections } = ruleSemantics;
  const selections = [selection, ...otherSelections];
  if (selections.includes('first-match-of-origin')) return true;
  // The method is looked at too: only names can be hidden.
  return code !== 'pre.method' && selections.includes('first-match-of-origin-and-method');
}
