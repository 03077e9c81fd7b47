import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Repair } from '../../model/diagnosis.js';
import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { toCorsConfiguration } from '../../model/to-cors-configuration.js';
import { checkRuleShape } from '../../rules/check-rule-shape.js';
import { evaluateRules } from '../../rules/evaluate-rules.js';
import type { RuleSettings } from '../../rules/rule-semantics.js';
import type { Store } from '../../stores/store.js';
import { isAllowedByRules } from '../is-allowed-by-rules.js';
import { unusableCors } from '../validate/refused-cors.js';
import type { WantedRequest } from '../validate/wanted-requests.js';
import type { Candidate } from './candidate.js';
import { exposing, isExposed } from './exposing.js';
import { finishRepair } from './finish-repair.js';
import { joinStep, type Steps } from './join-steps.js';
import { leastPrivilege } from './least-privilege.js';
import { smallestEdits } from './smallest-edit.js';
import { takesAway } from './takes-away.js';

/** What `repairRules()` gives, without what only it tells. */
export interface RequestRepairs {
  readonly allowedAlready: boolean;
  readonly repairs: readonly Repair[];
}

/**
 * Finds the changes under which all of some requests pass, and what they need to read can be read: request by request, those
 * with the most headers first, so that what one lets pass the others need not ask for. Pure.
 *
 * @throws ConfigError listing each rule that is none.
 */
export function repairRequests(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: Store,
  wanted: readonly WantedRequest[],
): RequestRepairs {
  const { rules, ...settings } = toCorsConfiguration(configuration);
  const issues = checkRuleShape(rules);
  if (issues.length > 0) throw new ConfigError('The rules cannot be repaired', issues);
  const requests = wanted
    .map((request) => ({ ...request, headers: namesOf(request.headers) }))
    .sort((a, b) => b.headers.length - a.headers.length);
  const isMet = (list: readonly CorsRule[]) =>
    requests.every(
      (request) => isAllowedByRules(list, store, request) === true && isExposed(list, store, request),
    );
  if (isMet(rules)) return { allowedAlready: true, repairs: [] };
  if (requests.some(({ origin }) => origin === 'null')) return { allowedAlready: false, repairs: [] };
  const found = (['least-privilege', 'smallest-edit'] as const).flatMap((kind) => {
    const candidate = repairAll(kind, { rules, settings }, store, requests);
    return candidate !== null && isMet(candidate.rules) ? [finishRepair(candidate, settings, store)] : [];
  });
  return { allowedAlready: false, repairs: found };
}

/** One change for each request that needs one, joined. `null`: for some there is none. */
function repairAll(
  kind: 'least-privilege' | 'smallest-edit',
  { rules, settings }: { readonly rules: readonly CorsRule[]; readonly settings: RuleSettings },
  store: Store,
  requests: readonly WantedRequest[],
): Candidate | null {
  const isGood = (before: readonly CorsRule[], candidate: Candidate) =>
    !candidate.grants.some(({ value }) => value.includes('*')) &&
    !takesAway(before, candidate, store) &&
    bringsNoProblem(before, { ...settings, rules: candidate.rules }, store);
  let steps: Steps = { kind, rules, made: [], grants: [] };
  for (const request of requests) {
    const { rules: before } = steps;
    if (isAllowedByRules(before, store, request) === true) continue;
    const evaluation = evaluateRules(before, store, { kind: 'preflight', ...request });
    const { ruleSemantics } = store;
    const candidates =
      kind === 'least-privilege'
        ? [leastPrivilege(before, evaluation.trace, ruleSemantics, request)]
        : smallestEdits(before, evaluation, ruleSemantics, request);
    const step = candidates.find(
      (candidate) => isAllowedByRules(candidate.rules, store, request) === true && isGood(before, candidate),
    );
    if (step === undefined) return null;
    steps = joinStep(steps, step);
  }
  for (const request of requests) {
    if (isExposed(steps.rules, store, request)) continue;
    const step = exposing(kind, steps, store, request);
    if (step === null || !isGood(steps.rules, step)) return null;
    steps = joinStep(steps, step);
  }
  const [first] = steps.made;
  if (first === undefined) return null;
  return {
    kind,
    rules: steps.rules,
    changedRule: steps.rules.indexOf(first.rule),
    added: steps.made.every(({ added }) => added),
    grants: steps.grants,
  };
}

function namesOf(headers: readonly string[]): string[] {
  return [...new Set(headers.map((name) => name.trim().toLowerCase()))].sort();
}

/** Old problems may stay, as the store lives with them; a change adds none. */
function bringsNoProblem(before: readonly CorsRule[], after: CorsConfiguration, store: Store): boolean {
  const added = unusableCors(after, store).map(kindOf);
  const old = added.length === 0 ? [] : unusableCors(before, store).map(kindOf);
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
