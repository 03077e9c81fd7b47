import type { CorsRule } from '../model/cors-rule.js';
import type { Doubt } from './evaluation.js';
import { prepareRules, type Reading } from './reading.js';
import type { RuleSemantics } from './rule-semantics.js';

/** Every way in which a store may read rules, as far as it is known. */
export interface Readings {
  /** The likeliest first. */
  readonly readings: readonly [Reading, ...Reading[]];
  /** What makes a difference to a request. @param answering - The rule that each of the readings answers it by. */
  readonly doubtsOf: (answering: readonly (CorsRule | null)[]) => readonly Doubt[];
}

/** One thing that is not known of the store, and the ways it may be, the likeliest first. */
interface Unknown {
  readonly doubt: Doubt;
  readonly ways: number;
}

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
  return {
    readings: readings as [Reading, ...Reading[]],
    doubtsOf: (answering) => doubtsOf(unknowns, answering),
  };
}

/**
 * What makes a difference while all else stays as it is.
 *
 * @param answering - For each combination of ways, the last thing changing fastest: the rule that words the answer. Whichever
 * refuses, the refusal is the same.
 */
function doubtsOf(unknowns: readonly Unknown[], answering: readonly (CorsRule | null)[]): Doubt[] {
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
