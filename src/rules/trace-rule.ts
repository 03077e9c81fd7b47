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
  const { originMatches, originPattern } = traceOrigin(allowedOrigins, origin, semantics);
  const methodMatches =
    method !== null &&
    (allowedMethods.includes(method) || (semantics.methodStar && allowedMethods.includes('*')));
  const isWithin = semantics.headerWildcard === 'within';
  const refusedHeaders: string[] = [];
  const doubtfulHeaders: MatchedHeader[] = [];
  const allowedHeaders: MatchedHeader[] = [];
  for (const name of headers) {
    const pattern = patternFor(patterns, name, isWithin, semantics);
    const doubtful = pattern ?? (isWithin ? undefined : patternFor(patterns, name, true, semantics));
    if (pattern !== undefined) allowedHeaders.push({ name, pattern });
    else if (doubtful !== undefined) doubtfulHeaders.push({ name, pattern: doubtful });
    else refusedHeaders.push(name);
  }
  const isRefused = originMatches === false || !methodMatches || refusedHeaders.length > 0;
  const isOpen = originMatches === null || doubtfulHeaders.length > 0;
  return {
    index,
    originMatches,
    originPattern,
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

function traceOrigin(
  patterns: readonly string[],
  origin: string | null,
  semantics: RuleSemantics,
): Pick<RuleTrace, 'originMatches' | 'originPattern'> {
  if (origin === null) return { originMatches: false, originPattern: null };
  const pattern = patterns.find((each) => matchesOrigin(each, origin, semantics));
  if (pattern !== undefined) return { originMatches: true, originPattern: pattern };
  if (semantics.originCase === 'counts') return { originMatches: false, originPattern: null };
  const lower = origin.toLowerCase();
  const doubtful = patterns.find((each) => matchesOrigin(each.toLowerCase(), lower, semantics));
  return { originMatches: doubtful === undefined ? false : null, originPattern: doubtful ?? null };
}

function patternFor(
  patterns: readonly string[],
  name: string,
  isWithin: boolean,
  { wildcardOverlap }: RuleSemantics,
): string | undefined {
  return patterns.find((pattern) => {
    const lower = pattern.toLowerCase();
    return isWithin || lower === '*' ? matchPattern(lower, name, wildcardOverlap) : lower === name;
  });
}

function nearMisses(patterns: readonly string[], origin: string): NearMiss[] {
  return patterns.flatMap((pattern) => {
    const kind = nearMiss(pattern, origin);
    return kind === null ? [] : [{ pattern, kind }];
  });
}
