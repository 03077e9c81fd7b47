import type { AskedRequest } from '../../cors/is-allowed-by-rules.js';
import { lackingHeaders } from '../../cors/repair/missing-grants.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Conflict, RuleVerdict } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuleStore } from '../../rules/compile-rules.js';
import { evaluateRules } from '../../rules/evaluate-rules.js';
import type { Evaluation } from '../../rules/evaluation.js';
import type { RuleSelection } from '../../rules/rule-semantics.js';
import type { RuleTrace } from '../../rules/trace-rule.js';

/** What the rules alone say about a request. */
export interface RuleFinding {
  /** `null`: they allow it. `unknown`: it depends on something that is not known of the store. */
  readonly code: Extract<DiagnosisCode, `pre.${string}`> | 'unknown' | null;
  readonly conflicts: readonly Conflict[];
  readonly verdicts: readonly RuleVerdict[];
  /** What they say by the likeliest of several readings, to be asked about. Absent: they say the same by each. */
  readonly likeliest?: Pick<RuleFinding, 'code' | 'conflicts'>;
}

/** Says why a set of rules refuses a request, and how far each rule is from allowing it. Pure. */
export function classifyByRules(
  rules: readonly CorsRule[],
  store: RuleStore,
  asked: AskedRequest,
): RuleFinding {
  const evaluation = evaluateRules(rules, store, { kind: 'preflight', ...asked });
  const verdicts = judgeRules(rules, evaluation, asked);
  if (evaluation.allowed === null) return { code: 'unknown', conflicts: [], verdicts };
  if (evaluation.allowed) return { code: null, conflicts: [], verdicts };
  // They refuse it however the store reads them. Why they do may still depend on what is not known of it.
  const { selection, otherSelections } = store.ruleSemantics;
  const readings = [readStrictly, readWidely].flatMap((read) => {
    const trace = evaluation.trace.map(read);
    return [selection, ...otherSelections].map((each) => whyRefused(trace, decidingIn(trace, each), asked));
  });
  const [likeliest = NOTHING] = readings;
  if (readings.every(({ code }) => code === likeliest.code)) return { ...likeliest, verdicts };
  return { code: 'unknown', conflicts: [], verdicts, likeliest };
}

/** A rule's trace without doubts. */
interface ReadTrace {
  readonly index: number;
  readonly isForOrigin: boolean;
  readonly methodMatches: boolean;
  readonly refusedHeaders: readonly string[];
}

const NOTHING: Pick<RuleFinding, 'code' | 'conflicts'> = { code: 'unknown', conflicts: [] };

/** The one rule that a store which picks like this asks; `null`: it asks all, or there is none. */
function decidingIn(trace: readonly ReadTrace[], selection: RuleSelection): number | null {
  if (selection === 'first-match-of-all') return null;
  const isPicked = (rule: ReadTrace) =>
    rule.isForOrigin && (selection === 'first-match-of-origin' || rule.methodMatches);
  return trace.find(isPicked)?.index ?? null;
}

function readStrictly(trace: RuleTrace): ReadTrace {
  return { ...trace, isForOrigin: trace.originMatches === true, refusedHeaders: lackingHeaders(trace) };
}

function readWidely(trace: RuleTrace): ReadTrace {
  return { ...trace, isForOrigin: trace.originMatches !== false };
}

function whyRefused(
  trace: readonly ReadTrace[],
  decidingRule: number | null,
  asked: AskedRequest,
): Pick<RuleFinding, 'code' | 'conflicts'> {
  if (trace.length === 0) return { code: 'pre.no-config', conflicts: [] };
  const forOrigin = trace.filter((rule) => rule.isForOrigin);
  const forMethod = forOrigin.filter((rule) => rule.methodMatches);
  if (forOrigin.length === 0)
    return { code: 'pre.origin', conflicts: [{ kind: 'origin', members: [asked.origin] }] };
  const shadowed = forMethod.some((rule) => rule.refusedHeaders.length === 0);
  // On a store that asks only one rule, what the others would say does not count.
  const reached = decidingRule === null ? forMethod : forMethod.filter((rule) => rule.index === decidingRule);
  if (reached.length === 0) {
    const conflicts: Conflict[] = [{ kind: 'method', members: [asked.method] }];
    return { code: shadowed ? 'pre.shadowed' : 'pre.method', conflicts };
  }
  const members = smallestRefused(asked.headers, (names) =>
    reached.every((rule) => names.some((name) => rule.refusedHeaders.includes(name))),
  );
  const conflicts = members.map((names): Conflict => ({ kind: 'headers', members: names }));
  if (shadowed) return { code: 'pre.shadowed', conflicts };
  return { code: members.some(({ length }) => length === 1) ? 'pre.header' : 'pre.cross-rule', conflicts };
}

/** Smallest refused sets, those of one name first, no name in two of them: without them all, the others pass. */
function smallestRefused(
  names: readonly string[],
  isRefused: (names: readonly string[]) => boolean,
): readonly (readonly string[])[] {
  const alone = names.filter((name) => isRefused([name]));
  const found: (readonly string[])[] = alone.map((name) => [name]);
  let rest = names.filter((name) => !alone.includes(name));
  while (isRefused(rest)) {
    let smallest = rest;
    for (const name of rest) {
      const smaller = smallest.filter((other) => other !== name);
      if (isRefused(smaller)) smallest = smaller;
    }
    found.push(smallest);
    rest = rest.filter((name) => !smallest.includes(name));
  }
  return found;
}

function judgeRules(rules: readonly CorsRule[], evaluation: Evaluation, asked: AskedRequest): RuleVerdict[] {
  const judged = evaluation.trace.map((trace) => ({
    trace,
    fails: [
      ...(trace.originMatches === true ? [] : [{ field: 'allowedOrigins' as const, value: asked.origin }]),
      ...(trace.methodMatches ? [] : [{ field: 'allowedMethods' as const, value: asked.method }]),
      ...lackingHeaders(trace).map((value) => ({ field: 'allowedHeaders' as const, value })),
    ],
  }));
  const nearest = evaluation.decidingRule ?? evaluation.nearest[0];
  return judged.map(({ trace: { index }, fails }) => {
    const id = rules[index]?.id;
    return { index, ...(id === undefined ? {} : { id }), fails, nearest: index === nearest };
  });
}
