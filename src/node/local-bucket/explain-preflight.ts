import type { HeaderEntry, PreflightRequest } from '../../model/cors-exchange.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Evaluation } from '../../rules/evaluation.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { RuleTrace } from '../../rules/trace-rule.js';

/** Methods that a browser lets pass whatever `Access-Control-Allow-Methods` says. */
const ALWAYS_ALLOWED = ['GET', 'HEAD', 'POST'];

/**
 * The CORS headers that a refused preflight deserves under the rule that is nearest to allowing it, so that a browser's
 * console names the origin, the method or the header that is the cause, where it would name a missing header. A browser
 * refuses the answer all the same.
 *
 * @returns `null` where no headers would make a browser refuse the request: the store's own refusal must be sent.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function explainPreflight(
  rules: readonly CorsRule[],
  { answer }: RuleSemantics,
  request: PreflightRequest,
  evaluation: Evaluation,
): readonly HeaderEntry[] | null {
  const { origin, method } = request;
  if (origin === null || method === null) return null;
  // A store that asks one rule only would not take what another one allows.
  const index = evaluation.decidingRule ?? evaluation.nearest[0];
  const rule = index === undefined ? undefined : rules[index];
  const trace = index === undefined ? undefined : evaluation.trace[index];
  if (rule === undefined || trace === undefined) return null;
  const isRefusedByHeaders = !trace.methodMatches && !ALWAYS_ALLOWED.includes(method);
  if (trace.originMatches && !isRefusedByHeaders && trace.refusedHeaders.length === 0) return null;
  const allowOrigin = originOf(trace, rule, origin);
  if (allowOrigin === null) return null;
  if (!trace.originMatches && (allowOrigin === origin || allowOrigin === '*')) return null;
  const names = trace.allowedHeaders.map(({ name }) => name);
  const isEcho = allowOrigin === origin && answer.credentialsOnEcho === true;
  const vary = answer.vary({ responseVary: true }, allowOrigin);
  return [
    ['Access-Control-Allow-Origin', allowOrigin],
    ['Access-Control-Allow-Methods', rule.allowedMethods.join(answer.methodSeparator)],
    ...(names.length > 0 ? [['Access-Control-Allow-Headers', names.join(', ')] as const] : []),
    ...(isEcho ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
    ...(vary === null ? [] : [['Vary', vary] as const]),
    // The next try must ask again.
    ['Access-Control-Max-Age', '0'],
  ];
}

/**
 * The page's own origin or the star where the rule lists it, and else the value of the rule that is nearest to it and that a
 * header can carry as it is. `null`: there is none.
 */
function originOf(trace: RuleTrace, rule: CorsRule, origin: string): string | null {
  if (trace.originMatches) return trace.originPattern === '*' ? '*' : origin;
  const nearest = [...trace.originNearMisses.map(({ pattern }) => pattern), ...rule.allowedOrigins];
  return nearest.find((value) => /^[!-~]+$/.test(value)) ?? null;
}
