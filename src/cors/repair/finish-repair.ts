import type { Repair } from '../../model/diagnosis.js';
import type { RuleSettings } from '../../rules/rule-semantics.js';
import type { Store } from '../../stores/store.js';
import type { Candidate } from './candidate.js';

/** A candidate as a repair that was verified, with its documents. @param settings - What stands beside the rules. */
export function finishRepair(candidate: Candidate, settings: RuleSettings, store: Store): Repair {
  const configuration = { ...settings, rules: candidate.rules };
  return {
    ...candidate,
    document: store.corsCodec.write(configuration),
    json: store.corsCodec.writeJson(configuration),
    verified: true,
  };
}
