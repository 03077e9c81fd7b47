import { splitPattern } from './match-pattern.js';

/** Finds the rules whose origins match, without asking each of them. */
export interface OriginIndex {
  /** The places of the rules with a pattern that matches, ascending, each once. */
  readonly rulesFor: (origin: string) => readonly number[];
}

/** Patterns with a star that begin alike, found by how they end. */
interface WildcardGroup {
  readonly prefix: string;
  /** Lengths of the endings, each once; ascending once the index is made. */
  suffixLengths: readonly number[];
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
  for (const group of wildcards) {
    const lengths = new Set([...group.bySuffix.keys()].map((suffix) => suffix.length));
    group.suffixLengths = [...lengths].sort((a, b) => a - b);
  }
  return {
    rulesFor: (origin) => {
      // Most origins are in one list of rules, or in none: nothing is made anew for these.
      let only = exact.get(origin) ?? NONE;
      let several: number[] | undefined;
      for (const group of wildcards) {
        if (!origin.startsWith(group.prefix)) continue;
        const room = mayOverlap ? origin.length : origin.length - group.prefix.length;
        for (const length of group.suffixLengths) {
          if (length > room) break;
          const more = group.bySuffix.get(length === 0 ? '' : origin.slice(-length));
          if (more === undefined) continue;
          if (only.length === 0) only = more;
          else {
            several ??= [...only];
            for (const rule of more) several.push(rule);
          }
        }
      }
      return several === undefined ? only : ascending(several);
    },
  };
}

/** Once for all lists, since as many of them may match as there are patterns. */
function ascending(rules: readonly number[]): readonly number[] {
  return [...new Set(rules)].sort((a, b) => a - b);
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
  add(group.bySuffix, suffix, rule);
}
