import type { CorsRule } from '../model/cors-rule.js';
import type { Repair } from '../model/diagnosis.js';
import { type Evaluation, evaluateRules, type RuleTrace } from '../rules/evaluate-rules.js';
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
 * A change is offered only when the store's evaluator and the browser's checks accept the request under it, and when the
 * store would take the document.
 *
 * @param rules - The bucket's rules; empty means that it has none.
 * @returns At most two repairs, least privilege first; only one when they are the same. Empty when the request passes
 * already, or when no rule may allow it (the store's limits are reached).
 */
export function repairRules(rules: readonly CorsRule[], store: Store, asked: AskedRequest): Repair[] {
  const evaluation = evaluateRules(rules, store.ruleSemantics, { kind: 'preflight', ...asked });
  if (evaluation.allowed) return [];
  const problemsBefore = checkRules(rules, store.corsLimits).length;
  const isGood = (candidate: Candidate) =>
    isAllowedByRules(candidate.rules, store.ruleSemantics, asked) &&
    checkRules(candidate.rules, store.corsLimits).length <= problemsBefore &&
    new TextEncoder().encode(store.corsCodec.write(candidate.rules)).length <= store.corsLimits.documentBytes;

  const least = [appendRule(rules, evaluation, asked), insertRule(rules, evaluation, asked)].find(isGood);
  const smallest = evaluation.trace
    .map((trace) => editRule(rules, trace, asked))
    .filter(isGood)
    .sort((a, b) => a.grants.length - b.grants.length || a.changedRule - b.changedRule)[0];
  return [least, smallest]
    .filter((candidate) => candidate !== undefined)
    .map((candidate) => finish(candidate, store));
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
function insertRule(rules: readonly CorsRule[], evaluation: Evaluation, asked: AskedRequest): Candidate {
  const index = evaluation.trace.find((trace) => trace.originMatches)?.index ?? 0;
  const hiding = sameOriginRule(rules, evaluation);
  const exact = exactRule(asked, hiding);
  const rule: CorsRule = {
    ...exact,
    allowedMethods: union(hiding?.allowedMethods ?? [], exact.allowedMethods),
    allowedHeaders: union(hiding?.allowedHeaders ?? [], missingHeaders(evaluation.trace[index], asked)),
  };
  return {
    kind: 'least-privilege',
    rules: [...rules.slice(0, index), rule, ...rules.slice(index)],
    changedRule: index,
    added: true,
    grants: missing(evaluation.trace[index], asked),
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
    ...missingHeaders(trace, asked).map((value) => ({ field: 'allowedHeaders' as const, value })),
  ];
}

function missingHeaders(trace: RuleTrace | undefined, asked: AskedRequest): readonly string[] {
  return trace?.refusedHeaders ?? asked.headers;
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
