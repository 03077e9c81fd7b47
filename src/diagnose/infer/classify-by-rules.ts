import type { AskedRequest } from '../../cors/is-allowed-by-rules.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Conflict, RuleVerdict } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { RuleStore } from '../../rules/compile-rules.js';
import { evaluateRules } from '../../rules/evaluate-rules.js';
import type { Evaluation } from '../../rules/evaluation.js';

/** What the rules alone say about a request. */
export interface RuleFinding {
  /** `null`: they allow it. `unknown`: it depends on something that is not known of the store. */
  readonly code: Extract<DiagnosisCode, `pre.${string}`> | 'unknown' | null;
  readonly conflicts: readonly Conflict[];
  readonly verdicts: readonly RuleVerdict[];
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
  const { trace } = evaluation;
  const forOrigin = trace.filter((rule) => rule.originMatches);
  const forMethod = forOrigin.filter((rule) => rule.methodMatches);
  if (rules.length === 0) return { code: 'pre.no-config', conflicts: [], verdicts };
  if (forOrigin.length === 0)
    return { code: 'pre.origin', conflicts: [{ kind: 'origin', members: [asked.origin] }], verdicts };
  const shadowed = trace.some((rule) => rule.matches);
  // On a store that asks only one rule, what the others would say does not count.
  const reached =
    evaluation.decidingRule === null
      ? forMethod
      : forMethod.filter((rule) => rule.index === evaluation.decidingRule);
  if (reached.length === 0) {
    const conflicts: Conflict[] = [{ kind: 'method', members: [asked.method] }];
    return { code: shadowed ? 'pre.shadowed' : 'pre.method', conflicts, verdicts };
  }
  // A name that every rule refuses is refused by itself; where there is none, only the names together are.
  const alone = asked.headers.filter((name) => reached.every((rule) => rule.refusedHeaders.includes(name)));
  const conflicts: Conflict[] =
    alone.length > 0
      ? alone.map((name) => ({ kind: 'headers', members: [name] }))
      : [{ kind: 'headers', members: asked.headers }];
  if (shadowed) return { code: 'pre.shadowed', conflicts, verdicts };
  return { code: alone.length > 0 ? 'pre.header' : 'pre.cross-rule', conflicts, verdicts };
}

function judgeRules(rules: readonly CorsRule[], evaluation: Evaluation, asked: AskedRequest): RuleVerdict[] {
  const judged = evaluation.trace.map((trace) => ({
    trace,
    fails: [
      ...(trace.originMatches ? [] : [{ field: 'allowedOrigins' as const, value: asked.origin }]),
      ...(trace.methodMatches ? [] : [{ field: 'allowedMethods' as const, value: asked.method }]),
      ...trace.refusedHeaders.map((value) => ({ field: 'allowedHeaders' as const, value })),
    ],
  }));
  const nearest = evaluation.decidingRule ?? evaluation.nearest[0];
  return judged.map(({ trace: { index }, fails }) => {
    const id = rules[index]?.id;
    return { index, ...(id === undefined ? {} : { id }), fails, nearest: index === nearest };
  });
}
