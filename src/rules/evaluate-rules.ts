import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { ActualRequest, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { compileRules, type RuleStore } from './compile-rules.js';
import type { Evaluation } from './evaluation.js';

/**
 * Says what a store answers to a preflight or an actual request under a set of rules. For many requests under the same
 * rules call `compileRules()` once.
 *
 * Pure: no network, no clock, never throws on any texts.
 *
 * @param configuration - The bucket's configuration, or only its rules in their order where nothing stands beside them. No
 * rules mean that the bucket has no CORS configuration.
 * @param store - The store that reads them, such as `aws`.
 * @param request - The preflight or actual request.
 * @throws ConfigError as `compileRules()`.
 */
export function evaluateRules(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: RuleStore,
  request: PreflightRequest | ActualRequest,
): Evaluation {
  return compileRules(configuration, store).evaluate(request);
}
