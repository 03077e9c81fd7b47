import type { CorsRule } from '../model/cors-rule.js';
import type { Repair } from '../model/diagnosis.js';
import { type Evaluation, evaluateRules, type RuleTrace } from '../rules/evaluate-rules.js';
import type { RuleSemantics } from '../rules/rule-semantics.js';
import type { Store } from '../stores/store.js';
import { checkRules } from './check-rules.js';
import { type AskedRequest, isAllowedByRules } from './is-allowed-by-rules.js';

/** A changed configuration that has not been judged yet. */
interface Candidate {
  readonly kind: Repair['kind'];
  readonly rules: readonly CorsRule[];
  readonly changedRule: number;
  readonly added: boolean;
  readonly grants: Repair['grants'];
}

/**
 * Finds the changes of a bucket's rules under which a request passes: the one that grants least, and the one that changes
 * fewest words. Pure.
 *
 * A change is offered only when the store's evaluator and the browser's checks accept the request under it, when it
 * grants no `*` and takes nothing away, and when the store would take the document.
 *
 * @param rules - The bucket's rules; empty means that it has none.
 * @returns At most two repairs, least privilege first. Empty when the request passes already, or when no rule may allow
 * it: the opaque origin `null`, which any page can have; a method that rules do not know; the store's limits.
 */
export function repairRules(rules: readonly CorsRule[], store: Store, asked: AskedRequest): Repair[] {
  const evaluation = evaluateRules(rules, store.ruleSemantics, { kind: 'preflight', ...asked });
  if (evaluation.allowed || asked.origin === 'null') return [];
  const problemsBefore = rules.length === 0 ? 0 : checkRules(rules, store.corsLimits).length;
  const isGood = (candidate: Candidate) =>
    !candidate.grants.some(({ value }) => value.includes('*')) &&
    isAllowedByRules(candidate.rules, store.ruleSemantics, asked) &&
    checkRules(candidate.rules, store.corsLimits).length <= problemsBefore &&
    new TextEncoder().encode(store.corsCodec.write(candidate.rules)).length <= store.corsLimits.documentBytes;

  const hiding = hidingRule(evaluation, store.ruleSemantics);
  const least =
    hiding === undefined ? appendRule(rules, evaluation, asked) : insertRule(rules, hiding, asked);
  // Named in a rule before the hiding one, the origin would lose what it had; in a later one, it would gain nothing.
  const smallest = (hiding === undefined ? evaluation.trace : [hiding])
    .map((trace) => editRule(rules, trace, asked))
    .filter(isGood)
    .sort((a, b) => a.grants.length - b.grants.length || a.changedRule - b.changedRule)[0];
  return [...(isGood(least) ? [least] : []), ...(smallest === undefined ? [] : [smallest])].map((candidate) =>
    finish(candidate, store),
  );
}

/** The rule that hides all later ones from the origin. `undefined`: the store looks at every rule, or none names the origin. */
function hidingRule(evaluation: Evaluation, semantics: RuleSemantics): RuleTrace | undefined {
  if (semantics.selection !== 'first-match-of-origin') return undefined;
  return evaluation.trace.find((trace) => trace.originMatches);
}

/** A rule to add where the bucket's rules are not known. It is not verified: an earlier rule may hide it. */
export function newRuleRepair(store: Store, asked: AskedRequest): Repair {
  const rule = exactRule(asked, undefined);
  return {
    ...finish(
      { kind: 'new-rule', rules: [rule], changedRule: 0, added: true, grants: grantsOf(rule) },
      store,
    ),
    verified: false,
  };
}

/** Where the first rule that matches everything is taken, a rule at the end grants least and disturbs no other request. */
function appendRule(rules: readonly CorsRule[], evaluation: Evaluation, asked: AskedRequest): Candidate {
  const rule = exactRule(asked, sameOriginRule(rules, evaluation));
  return {
    kind: 'least-privilege',
    rules: [...rules, rule],
    changedRule: rules.length,
    added: true,
    grants: grantsOf(rule),
  };
}

/**
 * Where an earlier rule for the origin hides all later ones, the new rule must stand before it and repeat what the origin
 * had from it.
 */
function insertRule(rules: readonly CorsRule[], hiding: RuleTrace, asked: AskedRequest): Candidate {
  const { index, refusedHeaders } = hiding;
  const model = rules[index];
  const exact = exactRule(asked, model);
  const allowedHeaders = union(model?.allowedHeaders ?? [], refusedHeaders);
  const rule: CorsRule = {
    ...exact,
    allowedMethods: union(model?.allowedMethods ?? [], exact.allowedMethods),
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
  };
  return {
    kind: 'least-privilege',
    rules: [...rules.slice(0, index), rule, ...rules.slice(index)],
    changedRule: index,
    added: true,
    grants: missing(hiding, asked),
  };
}

function editRule(rules: readonly CorsRule[], trace: RuleTrace, asked: AskedRequest): Candidate {
  const grants = missing(trace, asked);
  const edited = rules.map((rule, index) => (index === trace.index ? addTo(rule, grants) : rule));
  return { kind: 'smallest-edit', rules: edited, changedRule: trace.index, added: false, grants };
}

function addTo(rule: CorsRule, grants: Repair['grants']): CorsRule {
  const added = (field: Repair['grants'][number]['field']) =>
    grants.filter((grant) => grant.field === field).map((grant) => grant.value);
  const allowedHeaders = [...(rule.allowedHeaders ?? []), ...added('allowedHeaders')];
  return {
    ...rule,
    allowedOrigins: [...rule.allowedOrigins, ...added('allowedOrigins')],
    allowedMethods: [...rule.allowedMethods, ...added('allowedMethods')],
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
  };
}

/** What one rule lacks for the request. */
function missing(trace: RuleTrace | undefined, asked: AskedRequest): Repair['grants'] {
  return [
    ...(trace?.originMatches === true ? [] : [{ field: 'allowedOrigins' as const, value: asked.origin }]),
    ...(trace?.methodMatches === true ? [] : [{ field: 'allowedMethods' as const, value: asked.method }]),
    ...(trace?.refusedHeaders ?? asked.headers).map((value) => ({ field: 'allowedHeaders' as const, value })),
  ];
}

/** Exactly this origin, method and header names; what the origin may read and for how long as the rule it had says. */
function exactRule(asked: AskedRequest, model: CorsRule | undefined): CorsRule {
  return {
    allowedOrigins: [asked.origin],
    allowedMethods: [asked.method],
    ...(asked.headers.length === 0 ? {} : { allowedHeaders: asked.headers }),
    ...(model?.exposeHeaders === undefined ? {} : { exposeHeaders: model.exposeHeaders }),
    ...(model?.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: model.maxAgeSeconds }),
  };
}

function sameOriginRule(rules: readonly CorsRule[], evaluation: Evaluation): CorsRule | undefined {
  const trace = evaluation.trace.find((entry) => entry.originMatches);
  return trace === undefined ? undefined : rules[trace.index];
}

function grantsOf(rule: CorsRule): Repair['grants'] {
  return missing(undefined, {
    origin: rule.allowedOrigins.join(', '),
    method: rule.allowedMethods.join(', '),
    headers: rule.allowedHeaders ?? [],
  });
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}

function finish(candidate: Candidate, store: Store): Repair {
  return {
    ...candidate,
    document: store.corsCodec.write(candidate.rules),
    json: store.corsCodec.writeJson(candidate.rules),
    verified: true,
  };
}
