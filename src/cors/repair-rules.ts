import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { Repair } from '../model/diagnosis.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import { evaluateRules } from '../rules/evaluate-rules.js';
import type { Store } from '../stores/store.js';
import { type AskedRequest, isAllowedByRules } from './is-allowed-by-rules.js';
import type { Candidate } from './repair/candidate.js';
import { finishRepair } from './repair/finish-repair.js';
import { leastPrivilege } from './repair/least-privilege.js';
import { smallestEdits } from './repair/smallest-edit.js';
import { unusableCors } from './validate/refused-cors.js';

/** What can be done about a request under a set of rules. */
export interface RepairPlan {
  /** Whether the rules are known to allow the request as they are. */
  readonly allowedAlready: boolean;
  /**
   * At most two, least privilege first. Empty when nothing needs mending, and when no rule may allow the request: the
   * opaque origin `null`, which any page can have; a method that rules do not know; an origin no browser sends; the store's
   * limits.
   */
  readonly repairs: readonly Repair[];
}

/**
 * Finds the changes of a bucket's rules under which a request passes: the one that grants least, and the one that changes
 * fewest words. Pure.
 *
 * A change is offered only when the store's evaluator and the browser's checks accept the request under it, when it grants
 * no `*`, takes nothing away and brings in nothing that the store would refuse or that could not match, and when the
 * document stays within the store's limits.
 *
 * @param configuration - The bucket's configuration, or only its rules where nothing stands beside them. What stands beside
 * them is in the documents of the repairs too.
 * @param asked - Origin and method as the browser sends them; header names in any case.
 * @throws ConfigError listing each rule that is none, such as one without origins.
 */
export function repairRules(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: Store,
  asked: AskedRequest,
): RepairPlan {
  const { rules, ...settings } = toCorsConfiguration(configuration);
  const issues = checkRuleShape(rules);
  if (issues.length > 0) throw new ConfigError('The rules cannot be repaired', issues);
  const headers = [...new Set(asked.headers.map((name) => name.trim().toLowerCase()))].sort();
  const request = { ...asked, headers };
  const evaluation = evaluateRules(rules, store, { kind: 'preflight', ...request });
  if (isAllowedByRules(rules, store, request) === true) return { allowedAlready: true, repairs: [] };
  if (asked.origin === 'null') return { allowedAlready: false, repairs: [] };

  const isGood = (candidate: Candidate) =>
    !candidate.grants.some(({ value }) => value.includes('*')) &&
    isAllowedByRules(candidate.rules, store, request) === true &&
    bringsNoProblem(rules, { ...settings, rules: candidate.rules }, store);
  const forOrigin = evaluation.trace.find((trace) => trace.originMatches === true);
  const { selection, otherSelections } = store.ruleSemantics;
  const isHiding =
    [selection, ...otherSelections].includes('first-match-of-origin') && forOrigin !== undefined;
  const least = leastPrivilege(rules, forOrigin, isHiding, request);
  const smallest = smallestEdits(rules, evaluation, isHiding, request).find(isGood);
  const good = [...(isGood(least) ? [least] : []), ...(smallest === undefined ? [] : [smallest])];
  return {
    allowedAlready: false,
    repairs: good.map((candidate) => finishRepair(candidate, settings, store)),
  };
}

/** Old problems may stay, as the store lives with them; a change adds none. */
function bringsNoProblem(before: readonly CorsRule[], after: CorsConfiguration, store: Store): boolean {
  const old = before.length === 0 ? [] : unusableCors(before, store).map(kindOf);
  const added = unusableCors(after, store).map(kindOf);
  for (const kind of old) {
    const index = added.indexOf(kind);
    if (index >= 0) added.splice(index, 1);
  }
  const bytes = new TextEncoder().encode(store.corsCodec.write(after)).length;
  const { documentBytes } = store.corsLimits;
  return added.length === 0 && (documentBytes === 'unknown' || bytes <= documentBytes);
}

/** Without the path: an inserted rule shifts the others. */
function kindOf({ code, value, message }: Issue): string {
  return JSON.stringify([code, value, message.replace(/rules\[\d+\]/, 'rules[]')]);
}
