import { checkCors } from '../fetch-standard/check-cors.js';
import type { CorsResponse } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { compileRules, type RuleStore } from '../rules/compile-rules.js';
import type { Evaluation } from '../rules/evaluation.js';

/** A request as the rules see it: what the browser asks for in its preflight. */
export interface AskedRequest {
  /** Of the page that asks: scheme, host and port. */
  readonly origin: string;
  /** In capitals, as it travels: `PUT`. */
  readonly method: string;
  /** `Access-Control-Request-Headers`: lower-case. Empty: none. */
  readonly headers: readonly string[];
}

/**
 * Whether a browser gets through under these rules: preflight and answer, by the store's evaluator and the browser's checks.
 *
 * @returns `null`: it depends on something that is not known of the store.
 */
export function isAllowedByRules(
  rules: readonly CorsRule[],
  store: RuleStore,
  asked: AskedRequest,
): boolean | null {
  const { origin, method } = asked;
  const compiled = compileRules(rules, store);
  const preflight = compiled.evaluate({ kind: 'preflight', ...asked });
  const actual = compiled.evaluate({ kind: 'actual', origin, method });
  // Without CORS headers no browser gets through, whatever else the answer is.
  if (preflight.allowed === false || actual.allowed === false) return false;
  if (preflight.allowed === null || actual.allowed === null) return null;
  const request = { origin, method, unsafeHeaders: asked.headers };
  const verdicts = new Set<boolean | null>(
    answersOf(preflight).flatMap((first) =>
      answersOf(actual).map((second) => checkCors({ request, preflight: first, response: second }).allowed),
    ),
  );
  const [only = null] = verdicts;
  return verdicts.size === 1 ? only : null;
}

/** Every answer that the store may give. */
function answersOf({ response, alternatives }: Evaluation): readonly CorsResponse[] {
  return [response, ...alternatives];
}
