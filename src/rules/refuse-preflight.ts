import type { PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from './rule-semantics.js';

/** The store's answer to a preflight that no rule allows. */
export function refusePreflight(
  rules: readonly CorsRule[],
  semantics: RuleSemantics,
  request: PreflightRequest,
): RefusalAnswer {
  return semantics.refusal(request, situationOf(rules, request));
}

/** What browsers may ask for, on some store. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

function situationOf(rules: readonly CorsRule[], { origin, method }: PreflightRequest): RefusalSituation {
  if (origin === null) return 'no-origin';
  if (method !== null && !METHODS.has(method)) return 'odd-method';
  if (rules.length === 0) return 'no-rules';
  return method === null ? 'no-method' : 'no-match';
}
