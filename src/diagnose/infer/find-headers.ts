import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Answer, Cause } from './cause.js';
import { minimalConflict } from './minimal-conflict.js';
import { openQuestions } from './open-questions.js';
import type { Question } from './question.js';
import { type RefusalLog, refusalLog, Unanswered } from './refusal-log.js';
import { unanswered } from './unanswered.js';

export type FoundHeaders =
  | Extract<Cause, { kind: 'headers' | 'unknown' }>
  /** All names pass together: what said no was lost, or its answer was hidden. */
  | { readonly kind: 'all-pass'; readonly all: Answer };

/** So often may what was refused pass in the end. Networks lose probes; a store that contradicts itself goes on and on. */
const MOST_CONTRADICTIONS = 2;

/**
 * Finds every smallest set of names that is refused, no name in two of them.
 *
 * @param question - Its names are refused together, as far as one answer shows.
 * @param bare - What lets the request pass without them.
 * @param isShown - Whether any preflight was seen to pass: asked where none with these names was.
 */
export async function findHeaders(
  question: Question,
  bare: Answer,
  isShown: () => Promise<boolean>,
): Promise<FoundHeaders> {
  const { names } = question;
  const log = refusalLog(question, bare.answer === null);
  const conflicts: (readonly string[])[] = [];
  try {
    return await searchAll(log, question, conflicts, bare, isShown);
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    const why = unanswered([error.answer]);
    if (why.why !== 'budget' || log.contradictions() > 0) return why;
    // What has been found is refused, whatever else is.
    if (!log.hasPassed() && !(await isShown())) return { kind: 'unknown', why: 'headers-or-all' };
    const sure = conflicts.filter((set) =>
      // Where nothing passes, each row shows it.
      set.length > 1 ? log.refusalsOf(set) > 1 : log.refusalsBy(set) > 1 || !log.hasPassed(),
    );
    const isIncomplete = !log.passes(without(names, sure.flat()));
    return { kind: 'headers', conflicts: inOrder(names, sure), isCertain: false, isIncomplete };
  }
}

/**
 * Finds one conflict after the other, until the names in none are known to pass together, and then asks about each again. Leaves
 * them in `conflicts`.
 */
async function searchAll(
  log: RefusalLog,
  question: Question,
  conflicts: (readonly string[])[],
  bare: Answer,
  isShown: () => Promise<boolean>,
): Promise<FoundHeaders> {
  const { names } = question;
  // For reading no browser sends a preflight without names.
  const isBareSeen = bare.isUnasked !== true || !METHODS_WITH_BODY.includes(question.method);
  let step = Math.ceil(names.length / 2);
  for (;;) {
    // What was refused first may have been an answer that could not be read.
    if (log.mayBeHidden()) await log.look(names);
    const all = log.answerTo(names);
    if (all !== null) return { kind: 'all-pass', all };
    if (log.contradictions() > MOST_CONTRADICTIONS) return { kind: 'unknown', why: 'contradiction' };
    // What passes after all was refused by an answer that got lost.
    conflicts.splice(0, conflicts.length, ...conflicts.filter((conflict) => !log.passes(conflict)));
    const named = conflicts.flat();
    const rest = without(names, named);
    const passing = log.mostPassing(rest);
    const untold = without(rest, passing);
    if (untold.length === 0) {
      const { open, control, isProof } = openQuestions(log, question, conflicts, isBareSeen);
      if (open.length === 0)
        return { kind: 'headers', conflicts: inOrder(names, conflicts), isCertain: isProof };
      if (!log.hasPassed() && !(await isShown())) return { kind: 'unknown', why: 'headers-or-all' };
      const asked = open.map((set) => log.look(set));
      // It goes out last, where what is too busy no longer answers.
      await together(control === null ? asked : [...asked, log.look(control, true)]);
      continue;
    }
    // Of two, each is asked about by itself, whatever the other shows.
    if (names.length === 2 && untold.length === 2) {
      await together(names.map((name) => log.isRefused([name])));
    }
    const more = untold.slice(0, step);
    if (!(await log.isRefused([...passing, ...more]))) {
      step = names.length;
      continue;
    }
    // The last of the shortest row that is refused is in a conflict with none or some of those before it.
    let [low, high] = [0, more.length];
    while (high - low > 1) {
      const middle = Math.ceil((low + high) / 2);
      if (await log.isRefused([...passing, ...more.slice(0, middle)])) high = middle;
      else low = middle;
    }
    const last = more[low] as string;
    const known = [...passing, ...more.slice(0, low)];
    // Where some passed before one was refused, few are; where the first was, many may be.
    step = known.length === 0 ? 1 : names.length;
    conflicts.push((await log.isRefused([last])) ? [last] : await minimalConflict(log, last, known));
    // Where nothing passes, it may be no rule that refuses it.
    const isAllRefused = conflicts.length === 1 && !log.hasPassed();
    if (isAllRefused && !(await isShown())) return { kind: 'unknown', why: 'headers-or-all' };
  }
}

/** All answers, or the first that is missing, when all are there. */
async function together(asked: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(asked);
  await Promise.all(asked);
}

/** Those of one name first, and in each the names as they are asked for. */
function inOrder(
  names: readonly string[],
  conflicts: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const ordered = conflicts.map((members) => names.filter((name) => members.includes(name)));
  return ordered.sort((one, other) => one.length - other.length);
}

function without(names: readonly string[], left: readonly string[]): string[] {
  return names.filter((name) => !left.includes(name));
}
