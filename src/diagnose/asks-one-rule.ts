import type { RuleStore } from '../rules/compile-rules.js';

/** Whether a store surely asks one rule alone for an origin, so that no two header names are refused only together. Pure. */
export function asksOneRule({ ruleSemantics: { selection, otherSelections } }: RuleStore): boolean {
  return selection === 'first-match-of-origin' && otherSelections.length === 0;
}
