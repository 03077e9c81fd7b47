import type { CorsRule } from '../../model/cors-rule.js';
import { compileRules, type RuleStore } from '../../rules/compile-rules.js';
import { strangerOf } from '../validate/witnesses.js';
import type { Candidate } from './candidate.js';
import { selectionsOf } from './selections-of.js';

/**
 * Whether a change keeps a request from passing that passed, or may have: a rule that comes to decide hides what later ones
 * allowed. Held against each other in every way in which the store may pick rules, by requests that stand for all that the
 * later rules match. Pure.
 */
export function takesAway(
  before: readonly CorsRule[],
  { rules: after, changedRule, added }: Candidate,
  { ruleSemantics }: RuleStore,
): boolean {
  const changed = after[changedRule];
  const later = before.slice(added ? changedRule : changedRule + 1);
  // Where a rule decides only if all of it matches, a wider one takes nothing from another.
  const hiding = selectionsOf(ruleSemantics).filter((selection) => selection !== 'first-match-of-all');
  if (changed === undefined || later.length === 0 || hiding.length === 0) return false;
  const stranger = strangerOf(before);
  const witnesses = later.flatMap(({ allowedOrigins, allowedMethods, allowedHeaders = [] }) => {
    const headers = allowedHeaders.map(stranger);
    const methods = [...new Set([...allowedMethods, ...changed.allowedMethods])];
    return [...new Set([...allowedOrigins, ...changed.allowedOrigins])].flatMap((origin) =>
      methods.map((method) => ({
        kind: 'preflight' as const,
        origin: stranger(origin),
        method: stranger(method),
        headers,
      })),
    );
  });
  return hiding.some((selection) => {
    const store = { ruleSemantics: { ...ruleSemantics, selection, otherSelections: [] } };
    const [was, is] = [compileRules(before, store), compileRules(after, store)];
    return witnesses.some((witness) => {
      const { allowed } = was.evaluate(witness);
      if (allowed === false) return false;
      const now = is.evaluate(witness).allowed;
      return now === false || (allowed === true && now === null);
    });
  });
}
