import type { CorsRule } from '../model/cors-rule.js';
import { matchPattern } from './match-pattern.js';
import { type NearMiss, nearMiss } from './near-miss.js';
import type { Asked } from './reading.js';
import type { RuleSemantics } from './rule-semantics.js';

/** What one rule says to one request, whether or not the store ever looked at it. */
export interface RuleTrace {
  /** The rule's place in the configuration, from 0. */
  readonly index: number;
  readonly originMatches: boolean;
  /** The first pattern that matches the origin. `null`: none does. */
  readonly originPattern: string | null;
  /** Patterns that miss the origin by one thing only. Empty when one matches. */
  readonly originNearMisses: readonly NearMiss[];
  readonly methodMatches: boolean;
  /** The requested header names that no pattern of this rule allows, lower-case. */
  readonly refusedHeaders: readonly string[];
  /** The requested header names that are allowed, lower-case, each with the first pattern that allows it. */
  readonly allowedHeaders: readonly { readonly name: string; readonly pattern: string }[];
  /** Whether origin, method and every header match. */
  readonly matches: boolean;
}

/**
 * Says what a rule says to a request, value by value.
 *
 * @param asked - `origin` and `method` are `null` where the request names none: then nothing matches them.
 */
export function traceRule(
  rule: CorsRule,
  index: number,
  semantics: RuleSemantics,
  asked: { readonly origin: string | null; readonly method: string | null } & Pick<Asked, 'headers'>,
): RuleTrace {
  const { origin, method, headers } = asked;
  const originPattern =
    origin === null
      ? undefined
      : rule.allowedOrigins.find((pattern) => matchesOrigin(pattern, origin, semantics));
  const originMatches = originPattern !== undefined;
  const methodMatches =
    method !== null &&
    (rule.allowedMethods.includes(method) || (semantics.methodStar && rule.allowedMethods.includes('*')));
  const patterns = rule.allowedHeaders ?? [];
  const found = headers.map((name) => ({
    name,
    pattern: patterns.find((pattern) => matchesHeader(pattern.toLowerCase(), name, semantics)),
  }));
  const refusedHeaders = found.filter(({ pattern }) => pattern === undefined).map(({ name }) => name);
  return {
    index,
    originMatches,
    originPattern: originPattern ?? null,
    originNearMisses: origin === null || originMatches ? [] : nearMisses(rule.allowedOrigins, origin),
    methodMatches,
    refusedHeaders,
    allowedHeaders: found.flatMap(({ name, pattern }) => (pattern === undefined ? [] : [{ name, pattern }])),
    matches: originMatches && methodMatches && refusedHeaders.length === 0,
  };
}

function matchesOrigin(pattern: string, origin: string, semantics: RuleSemantics): boolean {
  return semantics.originWildcard === 'within' || pattern === '*'
    ? matchPattern(pattern, origin, semantics.wildcardOverlap)
    : pattern === origin;
}

function matchesHeader(pattern: string, name: string, semantics: RuleSemantics): boolean {
  return semantics.headerWildcard === 'within' || pattern === '*'
    ? matchPattern(pattern, name, semantics.wildcardOverlap)
    : pattern === name;
}

function nearMisses(patterns: readonly string[], origin: string): NearMiss[] {
  return patterns.flatMap((pattern) => {
    const kind = nearMiss(pattern, origin);
    return kind === null ? [] : [{ pattern, kind }];
  });
}
