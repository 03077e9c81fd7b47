import type { Answer, Ask } from './cause.js';

/** A question stayed without an answer, so that nothing more can be said. */
export class Unanswered extends Error {
  readonly answer: Answer;
  constructor(answer: Answer) {
    super('A question stayed without an answer');
    this.answer = answer;
  }
}

/** What has been answered about sets of header names, and what follows from it: what passes, passes with less. */
export interface RefusalLog {
  /** @throws Unanswered */
  readonly look: (names: readonly string[]) => Promise<Answer>;
  /** Whether these names are known to pass together. */
  readonly passes: (names: readonly string[]) => boolean;
  /** How often a set with this name in it was refused, but for that of all names. */
  readonly refusalsWith: (name: string) => number;
  /** How often exactly this set was refused. */
  readonly refusalsOf: (names: readonly string[]) => number;
}

/**
 * @param names - All that are looked into. They were refused once, before: that counts where it was no answer to a made-up
 * `authorization`, which some stores hide.
 */
export function refusalLog(ask: Ask, method: string, names: readonly string[]): RefusalLog {
  const passed: (readonly string[])[] = [];
  const refusals: (readonly string[])[] = names.includes('authorization') ? [] : [names];
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((name) => other.includes(name));
  return {
    look: async (subset) => {
      const answer = await ask(method, subset);
      if (answer.passed === null) throw new Unanswered(answer);
      (answer.passed ? passed : refusals).push(subset);
      return answer;
    },
    passes: (subset) =>
      subset.length === 0 || passed.some((set) => subset.every((name) => set.includes(name))),
    refusalsWith: (name) => refusals.filter((set) => set.includes(name) && !isSame(set, names)).length,
    refusalsOf: (subset) => refusals.filter((set) => isSame(set, subset)).length,
  };
}
