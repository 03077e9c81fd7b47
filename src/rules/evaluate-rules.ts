import type { ActualRequest, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { compileRules, type RuleStore } from './compile-rules.js';
import type { Evaluation } from './evaluation.js';
import type { RuleSettings } from './rule-semantics.js';

/**
 * Says what a store answers to a preflight or an actual request under a set of rules. For many requests under the same
 * rules call `compileRules()` once.
 *
 * Pure: no network, no clock, never throws on any texts.
 *
 * @param rules - The bucket's rules in their order; empty means that the bucket has no CORS configuration.
 * @param store - The store that reads them, such as `aws`.
 * @param request - The preflight or actual request.
 * @param settings - What stands beside the rules. Default: nothing.
 * @throws ConfigError as `compileRules()`.
 */
export function evaluateRules(
  rules: readonly CorsRule[],
  store: RuleStore,
  request: PreflightRequest | ActualRequest,
  settings: RuleSettings = {},
): Evaluation {
  return compileRules(rules, store, settings).evaluate(request);
}
