import { matchParts, type PatternParts, splitPattern } from './match-pattern.js';

/** Tells whether a rule allows a header. */
export type HeaderMatcher = (lowerName: string) => boolean;

/**
 * Prepares the header names of a rule. Names are compared without case, as all stores do.
 *
 * @param isWithin - Whether a name may have a star within it, or only be one.
 * @param mayOverlap - As in `matchParts()`.
 */
export function headerMatcher(
  patterns: readonly string[],
  isWithin: boolean,
  mayOverlap: boolean,
): HeaderMatcher {
  const exact = new Set<string>();
  const wildcards: PatternParts[] = [];
  for (const pattern of patterns) {
    const lower = pattern.toLowerCase();
    if (lower === '*') return () => true;
    const parts = splitPattern(lower, isWithin);
    if (parts === null) exact.add(lower);
    else wildcards.push(parts);
  }
  if (wildcards.length === 0) return (name) => exact.has(name);
  return (name) => exact.has(name) || wildcards.some((parts) => matchParts(parts, name, mayOverlap));
}
