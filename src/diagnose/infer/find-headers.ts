import type { Answer, Ask, Cause } from './cause.js';
import { minimalConflict } from './minimal-conflict.js';
import { type RefusalLog, refusalLog, Unanswered } from './refusal-log.js';
import { unanswered } from './unanswered.js';

export type FoundHeaders =
  | Extract<Cause, { kind: 'headers' | 'unknown' }>
  /** All names pass together: what said no was lost, or its answer was hidden. */
  | { readonly kind: 'all-pass'; readonly all: Answer };

/** So many names are asked about side by side; of more, one half is asked about first. */
const MOST_AT_ONCE = 3;
/** With more names than this, asking about each alone costs more than searching. */
const MOST_ALONE = 12;
/**
 * How many answers a refusal rests on. They are about a name alone, or, where one name is the only cause, about others with
 * it; one less must do where many are refused, as the probes are counted.
 */
const ANSWERS = 3;
const MOST_CERTAIN = 3;

/**
 * Finds every smallest set of names that is refused, no name in two of them.
 *
 * @param names - Refused together, as far as one answer shows. Without any of them the request passes.
 * @param expected - What rules say that are known: where the answers bear it out, nothing more is asked.
 * @param isHiding - Whether answers are hidden here, so that all names together may have passed.
 */
export async function findHeaders(
  ask: Ask,
  method: string,
  names: readonly string[],
  isHiding: boolean,
  expected: readonly (readonly string[])[] = [],
): Promise<FoundHeaders> {
  const log = refusalLog(ask, method, names);
  const conflicts: (readonly string[])[] = [];
  try {
    if (isHiding) {
      const all = await log.look(names);
      if (all.passed === true) return { kind: 'all-pass', all };
    }
    if (expected.length > 0 && (await isBorneOut(log, names, expected))) {
      return { kind: 'headers', conflicts: expected, isCertain: true };
    }
    const all = names.length > MOST_ALONE ? await log.look(names) : await findAlone(log, names, conflicts);
    if (all?.passed === true) return { kind: 'all-pass', all };
    if (log.passes(names)) return { kind: 'unknown', why: 'contradiction' };
    let rest = without(names, conflicts.flat());
    while (!log.passes(rest)) {
      const conflict = await minimalConflict(
        rest,
        async (subset) =>
          !log.passes(subset) && (log.isRefusedWithin(subset) || (await log.look(subset)).passed === false),
      );
      const left = without(rest, conflict);
      const again = Math.max(0, ANSWERS - log.refusalsOf(conflict));
      if (!log.passes(conflict)) {
        await Promise.all([
          ...Array.from({ length: again }, () => log.look(conflict)),
          log.passes(left) ? null : log.look(left),
        ]);
      }
      // A set that was seen to pass is none: an answer on the way got lost, or they contradict each other.
      if (log.passes(conflict)) {
        if ((await log.look(rest)).passed === true) break;
        return { kind: 'unknown', why: 'contradiction' };
      }
      conflicts.push(conflict);
      rest = left;
    }
    if (conflicts.length === 0) return { kind: 'unknown', why: 'contradiction' };
    return { kind: 'headers', conflicts, isCertain: conflicts.length <= MOST_CERTAIN };
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const why = unanswered([error.answer]);
    // What has been found is refused, whatever else is.
    const isEnough = why.why === 'budget' && conflicts.length > 0;
    return isEnough ? { kind: 'headers', conflicts, isCertain: false } : why;
  }
}

/** Whether each set is refused and no smaller part of it, and the other names pass together. */
async function isBorneOut(
  log: RefusalLog,
  names: readonly string[],
  expected: readonly (readonly string[])[],
): Promise<boolean> {
  const rest = without(names, expected.flat());
  const parts = expected.flatMap((members) => members.map((left) => without(members, [left])));
  const wanted = [rest, ...parts].filter((subset) => subset.length > 0);
  const [passing] = await Promise.all([
    Promise.all(wanted.map(log.look)),
    Promise.all(expected.map(log.look)),
  ]);
  return passing.every(({ passed }) => passed === true) && !expected.some(log.passes);
}

/**
 * Finds the names that are refused by themselves, and leaves them in `conflicts`. When it ends, the other names are known
 * to pass together, or were refused twice.
 *
 * @returns The answer to all names together, where they pass after all.
 */
async function findAlone(
  log: RefusalLog,
  names: readonly string[],
  conflicts: (readonly string[])[],
): Promise<Answer | null> {
  const lookAtEach = (some: readonly string[]) => Promise.all(some.map((name) => log.look([name])));
  if (names.length > 1) {
    const within = await narrow(log, names);
    if ('passed' in within) return within;
    await lookAtEach(within);
  }
  for (;;) {
    const isSuspect = (name: string) =>
      !log.passes([name]) && (names.length === 1 || log.refusalsOf([name]) > 0);
    const suspects = names.filter(isSuspect);
    const others = without(names, suspects);
    const untold = others.filter((name) => !log.passes([name]));
    // Where two are refused, or one is not all, more are likely.
    if (untold.length > 0 && (suspects.length > 1 || log.refusalsOf(others) > 0)) {
      await lookAtEach(untold);
      continue;
    }
    const doubts = [
      // What was refused first may have been an answer that could not be read.
      ...(log.isHiding() && log.refusalsOf(names) === 0 ? [names] : []),
      // One answer may have got lost.
      ...(log.passes(others) || log.refusalsOf(others) > 0 ? [] : [others]),
      ...suspects.flatMap((name) => missingAnswers(log, names, suspects, name)),
    ];
    if (doubts.length === 0) {
      conflicts.push(...suspects.map((name) => [name]));
      return null;
    }
    const answers = await Promise.all(doubts.map(log.look));
    if (log.passes(names)) return answers.find((answer) => answer.passed === true) ?? null;
  }
}

/** Halves the names until few are left, one of which is likely the cause. The answer to all of them, where they all pass. */
async function narrow(log: RefusalLog, names: readonly string[]): Promise<readonly string[] | Answer> {
  let within = names;
  let isHiding = false;
  while (within.length > MOST_AT_ONCE) {
    const half = within.slice(0, Math.ceil(within.length / 2));
    const answer = await log.look(half);
    if (answer.passed === true && answer.answer === null && !isHiding) {
      // Answers are hidden here, perhaps also that to all names.
      isHiding = true;
      const all = await log.look(names);
      if (all.passed === true) return all;
    }
    within = answer.passed === true ? without(within, half) : half;
  }
  return within;
}

/** The name by itself, as often as it must be asked about again. */
function missingAnswers(
  log: RefusalLog,
  names: readonly string[],
  suspects: readonly string[],
  name: string,
): readonly (readonly string[])[] {
  const others = without(names, suspects);
  const isOnly = suspects.length === 1 && names.length > 1 && log.refusalsOf(others) === 0;
  const exact = isOnly || suspects.length > MOST_CERTAIN ? ANSWERS - 1 : ANSWERS;
  const alone = Math.max(0, exact - log.refusalsOf([name]));
  const more = isOnly ? Math.max(0, ANSWERS - log.refusalsWith(name) - alone) : 0;
  // With names that it was not asked about together: by rules it must be refused with them, too.
  const wider = [name, ...others.filter((other) => !log.refusedWith(name).includes(other))];
  return [...Array.from({ length: alone }, () => [name]), ...Array.from({ length: more }, () => wider)];
}

function without(names: readonly string[], left: readonly string[]): string[] {
  return names.filter((name) => !left.includes(name));
}
