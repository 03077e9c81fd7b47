import type { AskedRequest } from '../cors/is-allowed-by-rules.js';
import { repairRequests } from '../cors/repair/repair-requests.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { Repair } from '../model/diagnosis.js';
import type { Store } from '../stores/store.js';
import { classifyByRules, type RuleFinding } from './infer/classify-by-rules.js';

/** What known rules say of a request. Where they are not known, nothing that makes one is loaded. */
export interface RuleJudgement {
  readonly rules: readonly CorsRule[];
  readonly finding: RuleFinding;
  /** What mends them; computed when it is called. */
  readonly repairs: () => readonly Repair[];
}

/** Holds a request against the bucket's rules. Pure. */
export function judgeByRules(rules: readonly CorsRule[], store: Store, asked: AskedRequest): RuleJudgement {
  return {
    rules,
    finding: classifyByRules(rules, store, asked),
    repairs: () => repairRequests(rules, store, [{ ...asked, exposes: [] }]).repairs,
  };
}
