import type { Repair } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';
import { exactRule, grantsFor } from './candidate.js';
import { finishRepair } from './finish-repair.js';

/** A rule to add where the bucket's rules are not known. It is not verified: an earlier rule may hide it. */
export function newRuleRepair(store: Store, asked: AskedRequest): Repair {
  const rules = [exactRule(asked, undefined)];
  const grants = grantsFor(asked);
  return {
    ...finishRepair({ kind: 'new-rule', rules, changedRule: 0, added: true, grants }, {}, store),
    verified: false,
  };
}
