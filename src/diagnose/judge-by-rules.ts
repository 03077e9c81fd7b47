import type { AskedRequest } from '../cors/is-allowed-by-rules.js';
import { repairRequests } from '../cors/repair/repair-requests.js';
import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { Repair } from '../model/diagnosis.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import type { Store } from '../stores/store.js';
import { classifyByRules, type RuleFinding } from './infer/classify-by-rules.js';

/** What known rules say of a request. Where they are not known, nothing that makes one is loaded. */
export interface RuleJudgement {
  readonly configuration: CorsConfiguration;
  readonly finding: RuleFinding;
  /** What mends them; computed when it is called. */
  readonly repairs: () => readonly Repair[];
}

/** Holds a request against the bucket's rules. Pure. @param given - With what stands beside them, repairs keep that. */
export function judgeByRules(
  given: CorsConfiguration | readonly CorsRule[],
  store: Store,
  asked: AskedRequest,
): RuleJudgement {
  const { rules, responseVary } = toCorsConfiguration(given);
  const configuration = { rules, ...(responseVary === undefined ? {} : { responseVary }) };
  return {
    configuration,
    finding: classifyByRules(rules, store, asked),
    repairs: () => repairRequests(configuration, store, [{ ...asked, exposes: [] }]).repairs,
  };
}
