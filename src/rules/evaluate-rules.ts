import type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { matchPattern } from './match-pattern.js';
import type { RefusalAnswer, RuleSemantics } from './rule-semantics.js';

/** What one rule says to one request, whether or not the store ever looked at it. */
export interface RuleTrace {
  /** The rule's place in the configuration, from 0. */
  readonly index: number;
  readonly originMatches: boolean;
  readonly methodMatches: boolean;
  /** The requested header names that no pattern of this rule allows, lower-case. Always empty for an actual request. */
  readonly refusedHeaders: readonly string[];
  /** Whether origin, method and every header match. */
  readonly matches: boolean;
}

/** What a store answers to a request under its rules, and why. */
export interface Evaluation {
  /** Whether the store puts its CORS headers on the answer. */
  readonly allowed: boolean;
  /**
   * The rule that decided, from 0: the one that matched, or, on a store that picks by origin alone, the one picked that
   * then refused. `null`: none was picked.
   */
  readonly decidingRule: number | null;
  /**
   * The preflight's answer; for an actual request, its CORS headers under the status 200, as though the store had
   * carried it out (stores carry out requests of origins they do not know).
   */
  readonly response: CorsResponse;
  /** The store's refusal of a preflight, with the error its body names. `null` when it was not refused. */
  readonly refusal: RefusalAnswer | null;
  /** Every rule, in order. */
  readonly trace: readonly RuleTrace[];
}

/**
 * Says what a store answers to a preflight or an actual request under a set of rules.
 *
 * Pure: no network, no clock, never throws on any strings.
 *
 * @param rules - The bucket's rules in their order; empty means that the bucket has no CORS configuration.
 * @param semantics - How this store reads rules: `store.ruleSemantics`.
 * @param request - The preflight or actual request.
 */
export function evaluateRules(
  rules: readonly CorsRule[],
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): Evaluation {
  const trace = rules.map((rule, index) => traceRule(rule, index, request));
  const picked = trace.find((entry) =>
    semantics.selection === 'first-match-of-origin' ? entry.originMatches : entry.matches,
  );
  const deciding = request.origin === null || request.method === null ? undefined : picked;
  const rule = deciding?.matches === true ? rules[deciding.index] : undefined;
  const decidingRule = deciding?.index ?? null;

  if (rule !== undefined) {
    const response = { status: 200, headers: answerHeaders(rule, semantics, request) };
    return { allowed: true, decidingRule, response, refusal: null, trace };
  }
  if (request.kind === 'actual') {
    return { allowed: false, decidingRule, response: { status: 200, headers: [] }, refusal: null, trace };
  }
  const refusal = semantics.refusal(request, refusalSituation(rules, request));
  return { allowed: false, decidingRule, response: refusal, refusal, trace };
}

function traceRule(rule: CorsRule, index: number, request: PreflightRequest | ActualRequest): RuleTrace {
  const { origin, method } = request;
  const originMatches =
    origin !== null && rule.allowedOrigins.some((pattern) => matchPattern(pattern, origin));
  const methodMatches = method !== null && rule.allowedMethods.includes(method);
  const refusedHeaders = request.kind === 'preflight' ? refusedNames(rule, request.headers) : [];
  return {
    index,
    originMatches,
    methodMatches,
    refusedHeaders,
    matches: originMatches && methodMatches && refusedHeaders.length === 0,
  };
}

/** Header names and patterns are compared without case, as AWS and Ceph do. */
function refusedNames(rule: CorsRule, names: readonly string[]): string[] {
  const patterns = (rule.allowedHeaders ?? []).map((pattern) => pattern.toLowerCase());
  return names
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && !patterns.some((pattern) => matchPattern(pattern, name)));
}

function refusalSituation(rules: readonly CorsRule[], request: PreflightRequest) {
  if (request.origin === null) return 'no-origin';
  if (rules.length === 0) return 'no-rules';
  return request.method === null ? 'no-method' : 'no-match';
}

function answerHeaders(
  rule: CorsRule,
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): HeaderEntry[] {
  const origin = request.origin ?? '';
  const star = semantics.starOriginAnswer === 'star' && rule.allowedOrigins.includes('*');
  const methods = semantics.allowMethodsAnswer === 'rule' ? rule.allowedMethods : [request.method ?? ''];
  const headers: HeaderEntry[] = [
    ['Access-Control-Allow-Origin', star ? '*' : origin],
    ['Access-Control-Allow-Methods', methods.join(', ')],
    ['Vary', semantics.vary],
  ];
  if (!star && semantics.allowCredentialsOnEcho) headers.push(['Access-Control-Allow-Credentials', 'true']);
  if (request.kind === 'preflight' && request.headers.length > 0) {
    headers.push(['Access-Control-Allow-Headers', semantics.allowHeadersAnswer(request.headers)]);
  }
  const exposed = rule.exposeHeaders ?? [];
  if (exposed.length > 0)
    headers.push(['Access-Control-Expose-Headers', exposed.join(semantics.exposeSeparator)]);
  if (rule.maxAgeSeconds !== undefined) headers.push(['Access-Control-Max-Age', String(rule.maxAgeSeconds)]);
  return headers;
}
