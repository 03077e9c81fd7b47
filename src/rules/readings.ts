import type { CorsRule } from '../model/cors-rule.js';
import type { Doubt } from './evaluation.js';
import { type Asked, prepareRules, type Reading, type Selection } from './reading.js';
import type { RuleSemantics } from './rule-semantics.js';

/** Every way in which a store may read rules, as far as it is known. */
export interface Readings {
  readonly likeliest: Reading;
  /** Whether there is no other. */
  readonly isCertain: boolean;
  /**
   * What the other readings make of a request that differs in the answer from what the likeliest one made of it.
   *
   * @returns The selections that differ, each once, and what they differ by.
   */
  readonly compare: (asked: Asked, first: Selection) => Comparison;
}

export interface Comparison {
  readonly others: readonly Selection[];
  readonly doubts: readonly Doubt[];
}

/** One thing that is not known of the store, and the ways it may be, the likeliest first. */
interface Unknown {
  readonly doubt: Doubt;
  readonly ways: number;
}

const SAME: Comparison = { others: [], doubts: [] };

/**
 * Prepares rules for each combination of what is not known of the store and matters with these rules: what two unknown
 * things do together is not what each does alone.
 */
export function readingsOf(rules: readonly CorsRule[], semantics: RuleSemantics): Readings {
  const { originCase, headerWildcard, selection, otherSelections } = semantics;
  const selections = rules.length > 1 ? [selection, ...otherSelections] : [selection];
  const cases = originCase === 'unknown' && rules.some(hasCapitals) ? [true, false] : [true];
  const wildcards =
    headerWildcard === 'unknown' && rules.some(hasInnerStars) ? [false, true] : [headerWildcard === 'within'];
  const unknowns: readonly Unknown[] = [
    { doubt: 'origin-case', ways: cases.length },
    { doubt: 'header-wildcard', ways: wildcards.length },
    { doubt: 'rule-selection', ways: selections.length },
  ];
  const readings = cases.flatMap((isCased) =>
    wildcards.flatMap((isWithin) => {
      const prepared = prepareRules(rules, semantics, { originCase: isCased, headerWildcard: isWithin });
      return selections.map(prepared);
    }),
  );
  const [likeliest, ...further] = readings as [Reading, ...Reading[]];
  return {
    likeliest,
    isCertain: further.length === 0,
    compare: (asked, first) => {
      const selected = [first, ...further.map((read) => read(asked))];
      const answering = selected.map(answeringRule);
      const others = selected.filter(
        (_selection, place) => answering.indexOf(answering[place] ?? NONE) === place && place > 0,
      );
      return others.length === 0 ? SAME : { others, doubts: doubtsOf(unknowns, answering) };
    },
  };
}

const NONE = -1;

/** The rule that words the answer. Whichever rule refuses, the refusal is the same. */
function answeringRule({ rule, matches }: Selection): number {
  return matches ? rule : NONE;
}

/**
 * What makes a difference while all else stays as it is.
 *
 * @param answering - For each combination of ways, the last thing changing fastest.
 */
function doubtsOf(unknowns: readonly Unknown[], answering: readonly number[]): Doubt[] {
  let stride = answering.length;
  return unknowns.flatMap(({ doubt, ways }) => {
    const whole = stride;
    stride /= ways;
    const step = stride;
    // A combination and the same with this one thing as it likeliest is.
    const matters = answering.some(
      (rule, place) => rule !== answering[place - Math.floor((place % whole) / step) * step],
    );
    return matters ? [doubt] : [];
  });
}

function hasCapitals({ allowedOrigins }: CorsRule): boolean {
  return allowedOrigins.some((text) => /[A-Z]/.test(text));
}

function hasInnerStars({ allowedHeaders = [] }: CorsRule): boolean {
  return allowedHeaders.some((name) => name.includes('*') && name !== '*');
}
