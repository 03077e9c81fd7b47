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
  /** How often a set with this name in it was refused, without what came before. */
  readonly refusalsWith: (name: string) => number;
  /** The names that were in a refused set together with this one. */
  readonly refusedWith: (name: string) => readonly string[];
  /** Whether something passed whose answer could not be read. */
  readonly isHiding: () => boolean;
  /** Whether a set within this one was refused, so that this one must be, unless that answer got lost. */
  readonly isRefusedWithin: (names: readonly string[]) => boolean;
  /** How often exactly this set was refused. */
  readonly refusalsOf: (names: readonly string[]) => number;
}

/**
 * @param names - All that are looked into. They were refused once, before: that counts where it was no answer to a made-up
 * `authorization`, which some stores hide.
 */
export function refusalLog(ask: Ask, method: string, names: readonly string[]): RefusalLog {
  const passed: (readonly string[])[] = [];
  const refusals: (readonly string[])[] = [];
  let isHiding = false;
  const before = names.includes('authorization') ? 0 : 1;
  const isSame = (one: readonly string[], other: readonly string[]) =>
    one.length === other.length && one.every((name) => other.includes(name));
  return {
    look: async (subset) => {
      const answer = await ask(method, subset);
      if (answer.passed === null) throw new Unanswered(answer);
      (answer.passed ? passed : refusals).push(subset);
      isHiding ||= answer.passed && answer.answer === null;
      return answer;
    },
    passes: (subset) =>
      subset.length === 0 || passed.some((set) => subset.every((name) => set.includes(name))),
    refusalsWith: (name) => refusals.filter((set) => set.includes(name)).length,
    refusedWith: (name) => refusals.filter((set) => set.includes(name)).flat(),
    isHiding: () => isHiding,
    isRefusedWithin: (subset) => refusals.some((set) => set.every((name) => subset.includes(name))),
    refusalsOf: (subset) =>
      refusals.filter((set) => isSame(set, subset)).length + (isSame(names, subset) ? before : 0),
  };
}
