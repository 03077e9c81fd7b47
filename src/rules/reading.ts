import type { CorsRule } from '../model/cors-rule.js';
import { type HeaderMatcher, headerMatcher } from './header-matcher.js';
import { indexOrigins } from './origin-index.js';
import type { RuleSelection, RuleSemantics } from './rule-semantics.js';

/** One way of reading rules, where it is not known which of two is a store's. */
export interface ReadingChoice {
  /** Whether the case of origins counts. */
  readonly originCase: boolean;
  /** Whether a `*` within a header name is a wildcard. */
  readonly headerWildcard: boolean;
}

/** What is asked of the rules. */
export interface Asked {
  readonly origin: string;
  readonly method: string;
  /** As they travel: in any case, with space around them, some empty. */
  readonly headers: readonly string[];
}

/** What a store does with a request. */
export interface Selection {
  /** The deciding rule's place. `null`: none was picked. */
  readonly decidingRule: number | null;
  /** That rule, where it says yes. */
  readonly rule: CorsRule | null;
}

/** Rules prepared for one way of reading them. */
export type Reading = (asked: Asked) => Selection;

const NOTHING: Selection = { decidingRule: null, rule: null };

/**
 * Prepares rules for many requests.
 *
 * @returns The rules as they are read, for each way of picking one.
 */
export function prepareRules(
  rules: readonly CorsRule[],
  semantics: RuleSemantics,
  choice: ReadingChoice,
): (selection: RuleSelection) => Reading {
  const fold = choice.originCase ? (text: string) => text : (text: string) => text.toLowerCase();
  const origins = indexOrigins(
    rules.map((rule) => rule.allowedOrigins.map(fold)),
    semantics.originWildcard === 'within',
    semantics.wildcardOverlap,
  );
  const allowsMethod = (rule: number, method: string) => {
    const allowed = rules[rule]?.allowedMethods ?? [];
    return allowed.includes(method) || (semantics.methodStar && allowed.includes('*'));
  };
  // A rule's names are prepared when it is first asked: few are, and most of the work would be for the others.
  const matchers: (HeaderMatcher | undefined)[] = [];
  const allowsHeaders = (rule: number, names: readonly string[]) => {
    matchers[rule] ??= headerMatcher(
      rules[rule]?.allowedHeaders ?? [],
      choice.headerWildcard,
      semantics.wildcardOverlap,
    );
    const isAllowed = matchers[rule];
    for (const name of names) {
      const lower = headerName(name);
      if (lower !== '' && !isAllowed(lower)) return false;
    }
    return true;
  };
  return (selection) => {
    // Only what a store demands of a rule before it asks no further one.
    const picksByMethod = selection !== 'first-match-of-origin';
    const picksByHeaders = selection === 'first-match-of-all';
    return ({ origin, method, headers: names }) => {
      for (const place of origins.rulesFor(fold(origin))) {
        const hasMethod = allowsMethod(place, method);
        if (picksByMethod && !hasMethod) continue;
        const matches = hasMethod && allowsHeaders(place, names);
        if (matches || !picksByHeaders)
          return { decidingRule: place, rule: (matches && rules[place]) || null };
      }
      return NOTHING;
    };
  };
}

/** A header name as it is compared. Empty: it is none. */
export function headerName(text: string): string {
  return text.trim().toLowerCase();
}
