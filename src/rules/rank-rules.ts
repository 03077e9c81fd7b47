import type { RuleTrace } from './trace-rule.js';

/**
 * The places of rules, that nearest to allowing a request first: one that matches; then those for the origin; then those
 * that miss it by one thing; and among equals those that lack the fewest values, and the earlier one.
 */
export function rankRules(trace: readonly RuleTrace[]): number[] {
  return [...trace]
    .sort((a, b) => distance(a) - distance(b) || missing(a) - missing(b) || a.index - b.index)
    .map(({ index }) => index);
}

/** A rule for another origin is further away than one that lacks any number of names. */
function distance({ matches, originMatches, originNearMisses }: RuleTrace): number {
  if (matches) return 0;
  if (originMatches) return 1;
  return originNearMisses.length > 0 ? 2 : 3;
}

function missing({ methodMatches, refusedHeaders }: RuleTrace): number {
  return Number(!methodMatches) + refusedHeaders.length;
}
