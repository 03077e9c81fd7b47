import type { RuleTrace } from './trace-rule.js';

/**
 * The places of rules, that nearest to allowing a request first: one that matches; then those that do if what is not known of
 * the store is so; then those for the origin; then those that may be for it; then those that miss it by one thing; and among
 * equals those that lack the fewest values, and the earlier one.
 */
export function rankRules(trace: readonly RuleTrace[]): number[] {
  return [...trace]
    .sort((a, b) => distance(a) - distance(b) || missing(a) - missing(b) || a.index - b.index)
    .map(({ index }) => index);
}

/** A rule for another origin is further away than one that lacks any number of names. */
function distance({ matches, originMatches, originNearMisses }: RuleTrace): number {
  if (matches !== false) return matches === true ? 0 : 1;
  if (originMatches !== false) return originMatches === true ? 2 : 3;
  return originNearMisses.length > 0 ? 4 : 5;
}

/** A name in doubt counts for less than a refused one, and for more than one that is allowed. */
function missing({ methodMatches, refusedHeaders, doubtfulHeaders }: RuleTrace): number {
  return Number(!methodMatches) + refusedHeaders.length + doubtfulHeaders.length / 2;
}
