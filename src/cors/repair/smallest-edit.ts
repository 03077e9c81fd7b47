import type { CorsRule } from '../../model/cors-rule.js';
import type { Evaluation } from '../../rules/evaluation.js';
import { matchPattern } from '../../rules/match-pattern.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { RuleTrace } from '../../rules/trace-rule.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';
import { type Candidate, type Grants, grantsOf } from './candidate.js';
import { missingGrants } from './missing-grants.js';
import { selectionsOf } from './selections-of.js';

/**
 * Every widening of one rule that is worth judging, that with the fewest grants first.
 *
 * Where rules name the origin already, only those are widened, and one with a wildcard for origins only when no other
 * names it: what is given to a `*` is given to the whole web. A widening that would change what the origin may read, or
 * for how long, for a request that another rule answered until now, is left out.
 *
 * @param semantics - How the store picks rules: where it asks no rule for the origin but the first that names it, only that
 * one is worth widening.
 */
export function smallestEdits(
  rules: readonly CorsRule[],
  evaluation: Evaluation,
  semantics: RuleSemantics,
  asked: AskedRequest,
): Candidate[] {
  const selections = selectionsOf(semantics);
  const isOriginFirst = selections.includes('first-match-of-origin');
  // There a wider rule decides for the same requests as before.
  const mayTakeOver = selections.some((selection) => selection !== 'first-match-of-origin');
  return editable(rules, evaluation, isOriginFirst, asked)
    .map((trace) => editRule(rules, trace, asked))
    .filter((candidate) => !mayTakeOver || !takesOver(rules, candidate, semantics))
    .sort((a, b) => a.grants.length - b.grants.length || a.changedRule - b.changedRule);
}

function editable(
  rules: readonly CorsRule[],
  { trace }: Evaluation,
  isOriginFirst: boolean,
  asked: AskedRequest,
): readonly RuleTrace[] {
  const forOrigin = trace.filter((entry) => entry.originMatches === true);
  if (forOrigin.length === 0) return trace;
  // Named in a rule before the hiding one, the origin would lose what it had; in a later one, it would gain nothing.
  if (isOriginFirst) return forOrigin.slice(0, 1);
  const exact = forOrigin.filter(({ index }) => rules[index]?.allowedOrigins.includes(asked.origin));
  return exact.length > 0 ? exact : forOrigin;
}

function editRule(rules: readonly CorsRule[], trace: RuleTrace, asked: AskedRequest): Candidate {
  const added = missingGrants(trace, asked);
  const widened = rules.map((rule, index) => (index === trace.index ? addTo(rule, added) : rule));
  const edited = widened[trace.index];
  // An origin that is new to a rule gets all that the rule allows.
  const grants: Grants =
    trace.originMatches === true || edited === undefined
      ? added
      : [
          ...grantsOf('allowedOrigins', [asked.origin]),
          ...grantsOf('allowedMethods', edited.allowedMethods),
          ...grantsOf('allowedHeaders', edited.allowedHeaders ?? []),
        ];
  return { kind: 'smallest-edit', rules: widened, changedRule: trace.index, added: false, grants };
}

function addTo(rule: CorsRule, grants: Grants): CorsRule {
  const allowedHeaders = [...(rule.allowedHeaders ?? []), ...valuesOf(grants, 'allowedHeaders')];
  return {
    ...rule,
    allowedOrigins: [...rule.allowedOrigins, ...valuesOf(grants, 'allowedOrigins')],
    allowedMethods: [...rule.allowedMethods, ...valuesOf(grants, 'allowedMethods')],
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
  };
}

/**
 * Whether the widened rule may take requests over from a later rule that answers them otherwise. Where a rule decides for an
 * origin and a method whatever headers are asked for, it may refuse them too: then it must allow all names of the later one.
 */
function takesOver(rules: readonly CorsRule[], candidate: Candidate, semantics: RuleSemantics): boolean {
  const { changedRule, grants } = candidate;
  const [before, widened] = [rules[changedRule], candidate.rules[changedRule]];
  if (before === undefined || widened === undefined) return false;
  const methods = grants.filter(({ field }) => field === 'allowedMethods');
  const isHiding = selectionsOf(semantics).includes('first-match-of-origin-and-method');
  return rules
    .slice(changedRule + 1)
    .some(
      (later) =>
        overlaps(later, before) &&
        ((answerOf(later) !== answerOf(before) && admitsAny(later, grants, semantics)) ||
          (isHiding && admitsAny(later, methods, semantics) && !allowsNamesOf(widened, later))),
    );
}

function allowsNamesOf({ allowedHeaders: patterns = [] }: CorsRule, later: CorsRule): boolean {
  const lower = patterns.map((pattern) => pattern.toLowerCase());
  return (
    lower.includes('*') || (later.allowedHeaders ?? []).every((name) => lower.includes(name.toLowerCase()))
  );
}

/** What of a rule a browser sees besides being allowed. */
function answerOf({ exposeHeaders, maxAgeSeconds, allowedOrigins }: CorsRule): string {
  return JSON.stringify([exposeHeaders ?? [], maxAgeSeconds ?? null, allowedOrigins.includes('*')]);
}

/** Whether some origin may match both. Two patterns with stars are taken to. */
function overlaps(a: CorsRule, b: CorsRule): boolean {
  return a.allowedOrigins.some((one) =>
    b.allowedOrigins.some(
      (other) =>
        matchPattern(one, other) || matchPattern(other, one) || (one.includes('*') && other.includes('*')),
    ),
  );
}

/** Whether a rule allows any of the values that another one is to gain: only requests with those change hands. */
function admitsAny(rule: CorsRule, grants: Grants, { methodStar }: RuleSemantics): boolean {
  return grants.some(({ field, value }) =>
    field === 'allowedMethods'
      ? rule.allowedMethods.includes(value) || (methodStar && rule.allowedMethods.includes('*'))
      : (rule[field] ?? []).some((pattern) => matchPattern(pattern.toLowerCase(), value.toLowerCase())),
  );
}

function valuesOf(grants: Grants, field: Grants[number]['field']): string[] {
  return grants.filter((grant) => grant.field === field).map((grant) => grant.value);
}
