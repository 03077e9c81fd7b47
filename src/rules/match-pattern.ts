/** What stands before and after the star of a pattern. */
export interface PatternParts {
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * The parts of a pattern. `null`: it has no star. Only the first star is one, as stores take no second.
 *
 * @param isWithin - Whether it may have a star within it, or only be one.
 */
export function splitPattern(pattern: string, isWithin: boolean): PatternParts | null {
  const star = isWithin || pattern === '*' ? pattern.indexOf('*') : -1;
  return star < 0 ? null : { prefix: pattern.slice(0, star), suffix: pattern.slice(star + 1) };
}

/**
 * Whether a value begins and ends so, with any run of characters between, none included.
 *
 * @param mayOverlap - Whether beginning and end may share characters, so that `ab*b` matches `ab`.
 */
export function matchParts({ prefix, suffix }: PatternParts, value: string, mayOverlap: boolean): boolean {
  const isLongEnough = mayOverlap || value.length >= prefix.length + suffix.length;
  return isLongEnough && value.startsWith(prefix) && value.endsWith(suffix);
}

/**
 * Whether a value matches a pattern with at most one `*`, which stands for any run of characters, none included.
 * Bytes are compared as they are; lower both sides first where case does not count.
 *
 * @param mayOverlap - As in `matchParts()`. Default `false`.
 * @param isWithin - As in `splitPattern()`. Default `true`.
 */
export function matchPattern(pattern: string, value: string, mayOverlap = false, isWithin = true): boolean {
  const parts = splitPattern(pattern, isWithin);
  return parts === null ? pattern === value : matchParts(parts, value, mayOverlap);
}
