import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleStore } from '../../rules/compile-rules.js';
import { compileRules } from '../../rules/compile-rules.js';
import { responseHeaders } from '../../rules/one-header-list.js';
import type { WantedRequest } from '../validate/wanted-requests.js';
import { type Candidate, grantsOf } from './candidate.js';
import type { Steps } from './join-steps.js';
import { selectionsOf } from './selections-of.js';

/** Whether a page can read all that a request is for. Which rule answers is told by the answer's own request, not by its preflight. */
export function isExposed(rules: readonly CorsRule[], store: RuleStore, request: WantedRequest): boolean {
  return hiddenNames(rules, store, request).names.length === 0;
}

/**
 * The change after which a page can read it: the rule that answers exposes the names too, or, with `least-privilege` and where
 * others have that rule as well, a copy of it for this origin alone that stands before it. `null`: no rule answers.
 */
export function exposing(
  kind: 'least-privilege' | 'smallest-edit',
  { rules, made }: Steps,
  store: RuleStore,
  request: WantedRequest,
): Candidate | null {
  const { index, names } = hiddenNames(rules, store, request);
  const rule = rules[index];
  if (rule === undefined) return null;
  const grants = grantsOf('exposeHeaders', names);
  const wider = { ...rule, exposeHeaders: [...(rule.exposeHeaders ?? []), ...names] };
  const isOwn = made.some((entry) => entry.added && entry.rule === rule);
  const isForOne = rule.allowedOrigins.every((origin) => origin === request.origin);
  if (kind === 'smallest-edit' || isOwn || isForOne) {
    const edited = rules.map((one) => (one === rule ? wider : one));
    return { kind, rules: edited, changedRule: index, added: false, grants };
  }
  const { id: _, ...copied } = wider;
  const hidesAll = selectionsOf(store.ruleSemantics).includes('first-match-of-origin');
  const copy: CorsRule = {
    ...copied,
    allowedOrigins: [request.origin],
    // Where the first rule for the origin hides all others, it must have all that they had.
    allowedMethods: hidesAll ? rule.allowedMethods : [request.method],
  };
  const inserted = [...rules.slice(0, index), copy, ...rules.slice(index)];
  return { kind, rules: inserted, changedRule: index, added: true, grants };
}

/** The rule that answers a request, and the names that it does not expose. */
function hiddenNames(
  rules: readonly CorsRule[],
  store: RuleStore,
  { origin, method, exposes }: WantedRequest,
): { readonly index: number; readonly names: readonly string[] } {
  if (exposes.length === 0) return { index: -1, names: [] };
  const { decidingRule } = compileRules(rules, store).evaluate({ kind: 'actual', origin, method });
  const rule = decidingRule === null ? undefined : rules[decidingRule];
  if (rule === undefined || decidingRule === null) return { index: -1, names: exposes };
  const exposed = store.ruleSemantics.sharedHeaderList ? responseHeaders(rule) : (rule.exposeHeaders ?? []);
  const readable = exposed.map((name) => name.toLowerCase());
  const isHidden = (name: string) => !readable.includes('*') && !readable.includes(name.toLowerCase());
  return { index: decidingRule, names: exposes.filter(isHidden) };
}
