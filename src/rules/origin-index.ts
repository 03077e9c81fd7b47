import { splitPattern } from './match-pattern.js';

/** Finds the rules whose origins match, without asking each of them. */
export interface OriginIndex {
  /** The places of the rules with a pattern that matches, ascending, each once. */
  readonly rulesFor: (origin: string) => readonly number[];
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
  const bySuffixByPrefix = new Map<string, Map<string, number[]>>();
  origins.forEach((patterns, rule) => {
    for (const pattern of patterns) {
      const parts = splitPattern(pattern, isWithin);
      if (parts === null) add(exact, pattern, rule);
      else {
        const bySuffix = bySuffixByPrefix.get(parts.prefix) ?? new Map<string, number[]>();
        bySuffixByPrefix.set(parts.prefix, bySuffix);
        add(bySuffix, parts.suffix, rule);
      }
    }
  });
  // Patterns with a star that begin alike are found by how they end; each length once, ascending.
  const wildcards = [...bySuffixByPrefix].map(([prefix, bySuffix]) => ({
    prefix,
    bySuffix,
    suffixLengths: ascending([...bySuffix.keys()].map((suffix) => suffix.length)),
  }));
  return {
    rulesFor: (origin) => {
      // Most origins are in one list of rules, or in none: nothing is made anew for these.
      let only = exact.get(origin) ?? NONE;
      let several: number[] | undefined;
      for (const { prefix, bySuffix, suffixLengths } of wildcards) {
        if (!origin.startsWith(prefix)) continue;
        const room = mayOverlap ? origin.length : origin.length - prefix.length;
        for (const length of suffixLengths) {
          if (length > room) break;
          const more = bySuffix.get(length === 0 ? '' : origin.slice(-length));
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

/** Each number once. For rules, once for all lists, since as many of them may match as there are patterns. */
function ascending(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function add(index: Map<string, number[]>, text: string, rule: number): void {
  const rules = index.get(text);
  if (rules === undefined) index.set(text, [rule]);
  else if (rules.at(-1) !== rule) rules.push(rule);
}
