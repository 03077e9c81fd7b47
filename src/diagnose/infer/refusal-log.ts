import type { Answer } from './cause.js';
import type { Question } from './question.js';

/** A question stayed without an answer, so that nothing more can be said. Ends a search, and goes no further. */
export class Unanswered extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super();
    this.answer = answer;
  }
}

/** What has been answered about sets of header names, and what follows from it: what passes, passes with less. */
export interface RefusalLog {
  /** @param isAgain - Whether to ask though the answer is known. Default false. @throws Unanswered */
  readonly look: (names: readonly string[], isAgain?: boolean) => Promise<Answer>;
  /** Whether these names are known to pass together. */
  readonly passes: (names: readonly string[]) => boolean;
  /** Whether any set of names passed. */
  readonly hasPassed: () => boolean;
  /** What let exactly these names pass. `null`: nothing did. */
  readonly answerTo: (names: readonly string[]) => Answer | null;
  /** Whether this set is refused: as a part of it was, or else by asking. @throws Unanswered */
  readonly isRefused: (names: readonly string[]) => Promise<boolean>;
  /** The most of these names that are known to pass together. */
  readonly mostPassing: (names: readonly string[]) => readonly string[];
  /** How often exactly this set was refused. */
  readonly refusalsOf: (names: readonly string[]) => number;
  /** How often a set was refused with this one name, without which it is known to pass. */
  readonly refusalsBy: (alone: readonly string[]) => number;
  /** How often a set with these names in it was refused, without what came before. */
  readonly refusalsWith: (names: readonly string[]) => number;
  /** Whether anything passed since exactly this set was refused first. */
  readonly hasPassedSince: (names: readonly string[]) => boolean;
  /** How many refusals were of what passes, and so got lost, or are by no rule. */
  readonly contradictions: () => number;
  /** Whether something passed whose answer could not be read, so that what was refused first may have passed, too. */
  readonly mayBeHidden: () => boolean;
}

/**
 * @param question - Its names were refused once, before: that counts where it surely was no answer to a made-up `authorization`,
 * which some stores hide.
 * @param wasHiding - Whether something passed before whose answer could not be read.
 */
export function refusalLog(
  { ask, method, names, isSeen, heard = [] }: Pick<Question, 'ask' | 'method' | 'names' | 'isSeen' | 'heard'>,
  wasHiding: boolean,
): RefusalLog {
  const passed: (readonly string[])[] = [];
  const answers: Answer[] = [];
  const refusals: (readonly string[])[] = [];
  // By each set that was refused, how many had passed then. The whole was refused first.
  const passedBefore = new Map([[keyOf(names), 0]]);
  let isHiding = wasHiding;
  let before = isSeen === true || !names.includes('authorization') ? 1 : 0;
  const isWithin = (part: readonly string[], whole: readonly string[]) =>
    part.every((name) => whole.includes(name));
  const passes = (subset: readonly string[]) =>
    subset.length === 0 || passed.some((set) => isWithin(subset, set));
  const note = (subset: readonly string[], answer: Answer) => {
    passed.push(subset);
    answers.push(answer);
    isHiding ||= answer.answer === null;
    // Where one such answer can be read, none is hidden.
    if (answer.answer !== null && subset.includes('authorization')) before = 1;
  };
  const look = async (subset: readonly string[], isAgain?: boolean): Promise<Answer> => {
    const answer = await ask(method, subset, isAgain);
    if (answer.passed === null) throw new Unanswered(answer);
    if (answer.passed) note(subset, answer);
    else {
      refusals.push(subset);
      const key = keyOf(subset);
      if (!passedBefore.has(key)) passedBefore.set(key, passed.length);
    }
    return answer;
  };
  for (const [subset, answer] of heard) {
    if (answer.passed) note(subset, answer);
    // Of the whole, what came before counts already.
    else if (!wasHiding && subset.length < names.length && !subset.includes('authorization'))
      refusals.push(subset);
  }
  const refusalsOf = (subset: readonly string[]) =>
    refusals.filter((set) => set.length === subset.length && isWithin(set, subset)).length +
    (subset.length === names.length ? before : 0);
  return {
    look,
    passes,
    hasPassed: () => passed.some(({ length }) => length > 0),
    answerTo: (subset) =>
      answers[passed.findIndex((set) => set.length === subset.length && isWithin(subset, set))] ?? null,
    // A refusal of what passes was an answer that got lost.
    isRefused: async (subset) =>
      !passes(subset) &&
      ([names, ...refusals].some((set) => isWithin(set, subset) && !passes(set)) ||
        (await look(subset)).passed === false),
    mostPassing: (subset) =>
      passed
        .map((set) => subset.filter((name) => set.includes(name)))
        .reduce((most, each) => (each.length > most.length ? each : most), []),
    refusalsOf,
    refusalsBy: ([name = '']) => {
      const isByIt = (set: readonly string[]) => passes(set.filter((other) => other !== name));
      const those = refusals.filter((set) => set.includes(name) && isByIt(set));
      return those.length + (isByIt(names) ? before : 0);
    },
    refusalsWith: (subset) => refusals.filter((set) => isWithin(subset, set)).length,
    hasPassedSince: (subset) => passed.length > (passedBefore.get(keyOf(subset)) ?? passed.length),
    contradictions: () => refusals.filter(passes).length,
    mayBeHidden: () => isHiding && refusalsOf(names) === 0,
  };
}

function keyOf(names: readonly string[]): string {
  return [...names].sort().join();
}
