import type { CorsRule } from '../model/cors-rule.js';
import { matchPattern } from './match-pattern.js';
import { matchesOrigin } from './matches-origin.js';
import { type NearMiss, nearMiss } from './near-miss.js';
import type { Asked } from './reading.js';
import type { RuleSemantics } from './rule-semantics.js';

/** A requested header name, lower-case, and the first pattern that allows it. */
export interface MatchedHeader {
  /** As it was asked for, lower-case. */
  readonly name: string;
  /** As it stands in the rule. */
  readonly pattern: string;
}

/** What one rule says to one request, whether or not the store ever looked at it. */
export interface RuleTrace {
  /** The rule's place in the configuration, from 0. */
  readonly index: number;
  /** `null`: it does if the store compares origins without their case, which is not known of it. */
  readonly originMatches: boolean | null;
  /** The first pattern that matches the origin, or may match it. `null`: none does. */
  readonly originPattern: string | null;
  /** The patterns that the origin was held against: all of the rule. */
  readonly originPatterns: readonly string[];
  /** Patterns that miss the origin by one thing only. Empty when one matches. */
  readonly originNearMisses: readonly NearMiss[];
  /** Whether the rule names the requested method. */
  readonly methodMatches: boolean;
  /** The methods that the requested one was held against: all of the rule. */
  readonly allowedMethods: readonly string[];
  /** The requested header names that no pattern of this rule allows, lower-case. */
  readonly refusedHeaders: readonly string[];
  /** The same names, each with the patterns that it was held against: all of the rule. */
  readonly refused: readonly { readonly name: string; readonly patterns: readonly string[] }[];
  /** The names that are allowed only if a `*` within a header name is a wildcard, which is not known of the store. */
  readonly doubtfulHeaders: readonly MatchedHeader[];
  /** The requested header names that are allowed. */
  readonly allowedHeaders: readonly MatchedHeader[];
  /** Whether origin, method and every header match. `null`: what is not known of the store decides. */
  readonly matches: boolean | null;
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
  const { allowedOrigins, allowedMethods, allowedHeaders: patterns = [] } = rule;
  const { methodStar, originCase, headerWildcard, wildcardOverlap } = semantics;
  const originPattern = allowedOrigins.find(
    (pattern) => origin !== null && matchesOrigin(pattern, origin, semantics),
  );
  const doubtfulOrigin =
    originCase === 'counts'
      ? undefined
      : allowedOrigins.find(
          (pattern) =>
            origin !== null && matchesOrigin(pattern.toLowerCase(), origin.toLowerCase(), semantics),
        );
  const originMatches = originPattern !== undefined || (doubtfulOrigin === undefined ? false : null);
  const methodMatches =
    method !== null && (allowedMethods.includes(method) || (methodStar && allowedMethods.includes('*')));
  const patternFor = (name: string, isWithin: boolean) =>
    patterns.find((pattern) => matchPattern(pattern.toLowerCase(), name, wildcardOverlap, isWithin));
  const refusedHeaders: string[] = [];
  const doubtfulHeaders: MatchedHeader[] = [];
  const allowedHeaders: MatchedHeader[] = [];
  for (const name of headers) {
    const known = patternFor(name, headerWildcard === 'within');
    const pattern = known ?? patternFor(name, true);
    if (pattern === undefined) refusedHeaders.push(name);
    else (known === undefined ? doubtfulHeaders : allowedHeaders).push({ name, pattern });
  }
  const isRefused = originMatches === false || !methodMatches || refusedHeaders.length > 0;
  const isOpen = originMatches === null || doubtfulHeaders.length > 0;
  return {
    index,
    originMatches,
    originPattern: originPattern ?? doubtfulOrigin ?? null,
    originPatterns: allowedOrigins,
    originNearMisses: origin === null || originMatches === true ? [] : nearMisses(allowedOrigins, origin),
    methodMatches,
    allowedMethods,
    refusedHeaders,
    refused: refusedHeaders.map((name) => ({ name, patterns })),
    doubtfulHeaders,
    allowedHeaders,
    matches: isRefused ? false : isOpen ? null : true,
  };
}

function nearMisses(patterns: readonly string[], origin: string): NearMiss[] {
  return patterns.flatMap((pattern) => {
    const kind = nearMiss(pattern, origin);
    return kind === null ? [] : [{ pattern, kind }];
  });
}
