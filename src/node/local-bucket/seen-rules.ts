import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';

/** The rules that one answer goes by, in place of the bucket's own. */
export interface SeenRules {
  readonly rules: readonly CorsRule[];
  /** How they are read. Default: as the service reads all. */
  readonly ruleSemantics?: RuleSemantics;
}

/** Says which rules an answer goes by, of the bucket's name and its own rules. */
export type RulesInstead = (bucket: string, rules: readonly CorsRule[]) => SeenRules;
