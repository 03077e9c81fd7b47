import { checkCors } from '../fetch-standard/check-cors.js';
import type { CorsRule } from '../model/cors-rule.js';
import { evaluateRules } from '../rules/evaluate-rules.js';
import type { RuleSemantics } from '../rules/rule-semantics.js';

/** A request as the rules see it: what the browser asks for in its preflight. */
export interface AskedRequest {
  readonly origin: string;
  readonly method: string;
  /** `Access-Control-Request-Headers`: lower-case. Empty: none. */
  readonly headers: readonly string[];
}

/** Whether a browser gets through under these rules: preflight and answer, by the store's evaluator and the browser's checks. */
export function isAllowedByRules(
  rules: readonly CorsRule[],
  semantics: RuleSemantics,
  asked: AskedRequest,
): boolean {
  const { origin, method } = asked;
  const preflight = evaluateRules(rules, semantics, { kind: 'preflight', ...asked });
  const actual = evaluateRules(rules, semantics, { kind: 'actual', origin, method });
  const request = { origin, method, unsafeHeaders: asked.headers };
  return preflight.allowed && checkCors(request, preflight.response, actual.response).allowed;
}
