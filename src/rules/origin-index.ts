import { splitPattern } from './match-pattern.js';

/** Finds the rules whose origins match, without asking each of them. */
export interface OriginIndex {
  /** The places of the rules with a pattern that matches, ascending, each once. */
  readonly rulesFor: (origin: string) => readonly number[];
}

/** Patterns with a star that begin alike, found by how they end. */
interface WildcardGroup {
  readonly prefix: string;
  /** Lengths of the endings, ascending. */
  readonly suffixLengths: number[];
  readonly bySuffix: Map<string, number[]>;
}

const NONE: readonly number[] = [];

/**
 * Indexes the origins of rules. An origin is looked up once as it is, and once for each way in which patterns with a star
 * begin and each length in which they end: that does not grow with the number of rules that name sites of one kind.
 *
 * @param origins - For each rule its origins, as they are compared.
 * @param isWithin - Whether an origin may have a star within it, or only be one.
 * @param mayOverlap - As in `matchParts()`. Default `false`.
 */
export function indexOrigins(
  origins: readonly (readonly string[])[],
  isWithin: boolean,
  mayOverlap = false,
): OriginIndex {
  const exact = new Map<string, number[]>();
  const groups = new Map<string, WildcardGroup>();
  origins.forEach((patterns, rule) => {
    for (const pattern of patterns) {
      const parts = isWithin || pattern === '*' ? splitPattern(pattern) : null;
      if (parts === null) add(exact, pattern, rule);
      else addWildcard(groups, parts.prefix, parts.suffix, rule);
    }
  });
  const wildcards = [...groups.values()];
  for (const { suffixLengths } of wildcards) suffixLengths.sort((a, b) => a - b);
  return {
    rulesFor: (origin) => {
      let found = exact.get(origin) ?? NONE;
      for (const group of wildcards) {
        if (!origin.startsWith(group.prefix)) continue;
        const room = mayOverlap ? origin.length : origin.length - group.prefix.length;
        for (const length of group.suffixLengths) {
          if (length > room) break;
          const more = group.bySuffix.get(length === 0 ? '' : origin.slice(-length));
          if (more !== undefined) found = merge(found, more);
        }
      }
      return found;
    },
  };
}

function add(index: Map<string, number[]>, text: string, rule: number): void {
  const rules = index.get(text);
  if (rules === undefined) index.set(text, [rule]);
  else if (rules.at(-1) !== rule) rules.push(rule);
}

function addWildcard(groups: Map<string, WildcardGroup>, prefix: string, suffix: string, rule: number): void {
  let group = groups.get(prefix);
  if (group === undefined) {
    group = { prefix, suffixLengths: [], bySuffix: new Map() };
    groups.set(prefix, group);
  }
  if (!group.suffixLengths.includes(suffix.length)) group.suffixLengths.push(suffix.length);
  add(group.bySuffix, suffix, rule);
}

/** Two ascending lists as one. */
function merge(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === 0) return b;
  const merged: number[] = [];
  let inA = 0;
  let inB = 0;
  while (inA < a.length || inB < b.length) {
    const fromA = a[inA] ?? Number.POSITIVE_INFINITY;
    const fromB = b[inB] ?? Number.POSITIVE_INFINITY;
    merged.push(Math.min(fromA, fromB));
    if (fromA <= fromB) inA += 1;
    if (fromB <= fromA) inB += 1;
  }
  return merged;
}
