import type { RuleSelection, RuleSemantics } from '../../rules/rule-semantics.js';

/** Every way in which a store may pick the rule that decides, as far as it is known. */
export function selectionsOf({ selection, otherSelections }: RuleSemantics): readonly RuleSelection[] {
  return [selection, ...otherSelections];
}
