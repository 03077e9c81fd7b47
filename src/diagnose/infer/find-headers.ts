import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Answer, Cause } from './cause.js';
import { minimalConflict } from './minimal-conflict.js';
import type { Question } from './question.js';
import { type RefusalLog, refusalLog, Unanswered } from './refusal-log.js';
import { unanswered } from './unanswered.js';

export type FoundHeaders =
  | Extract<Cause, { kind: 'headers' | 'unknown' }>
  /** All names pass together: what said no was lost, or its answer was hidden. */
  | { readonly kind: 'all-pass'; readonly all: Answer };

/** How many answers a refusal rests on, as one may have got lost; one less must do of many names, and is no proof. */
const ANSWERS = 3;
const MOST_CERTAIN = 2;
/** So many other names are asked about, for a proof that none of them is refused. */
const MOST_OTHERS = 1;
/** So many names alone may be refused before a preflight is looked for that passes. */
const MOST_REFUSED = 2;
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
    // What has been found is refused, whatever else is. Alone a name was refused besides in the row that it was found in.
    if (!log.hasPassed() && !(await isShown())) return { kind: 'unknown', why: 'headers-or-all' };
    const sure = conflicts.filter((members) => members.length === 1 || log.refusalsOf(members) > 1);
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
  { method, names, isOneRule }: Question,
  conflicts: (readonly string[])[],
  bare: Answer,
  isShown: () => Promise<boolean>,
): Promise<FoundHeaders> {
  // For reading no browser sends a preflight without names.
  const isBareSeen = bare.isUnasked !== true || !METHODS_WITH_BODY.includes(method);
  // Where one rule decides, a name that is refused is so by itself: each set that it spoils shows it.
  const answersTo = (conflict: readonly string[]) =>
    isOneRule && conflict[0] !== undefined && conflict.length === 1
      ? log.refusalsBy(conflict[0])
      : log.refusalsOf(conflict);
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
      const isCertain = conflicts.length <= MOST_CERTAIN;
      const open = conflicts.flatMap((conflict) => {
        const wanted = isCertain || conflict.length > 1 ? ANSWERS : ANSWERS - 1;
        return Array.from({ length: Math.max(0, wanted - answersTo(conflict)) }, () => conflict);
      });
      // The only one, where it is a name alone, must be refused with others, too: with those that it was found with, or all.
      // And all must be, where no refusal of them counts yet. Of a reading request a page sees no more, however often it asks.
      const isAlone =
        named.length === 1 &&
        names.length > 1 &&
        METHODS_WITH_BODY.includes(method) &&
        log.refusalsWith(named) === log.refusalsOf(named);
      const isAsked = open.some(({ length }) => length === names.length);
      if (isAlone || (log.refusalsOf(names) === 0 && !isAsked)) open.push(names);
      const isSeen = (part: readonly string[]) =>
        (part.length === 0 && (isBareSeen || !isCertain)) || log.answerTo(part) !== null;
      // Where names are refused only together, a gateway may refuse another alone: a proof has seen that each passes.
      const isTogether = conflicts.every(({ length }) => length > 1);
      const others = isTogether ? [[], ...rest.map((name) => [name])].filter((set) => !isSeen(set)) : [];
      const isProof = isCertain && others.length <= MOST_OTHERS;
      const parts = conflicts.flatMap(partsOf).filter((part) => !isSeen(part));
      if (isProof) parts.push(...others);
      open.push(...new Map(parts.map((part) => [part.join(), part])).values());
      if (open.length === 0)
        return { kind: 'headers', conflicts: inOrder(names, conflicts), isCertain: isProof };
      if (!log.hasPassed() && !(await isShown())) return { kind: 'unknown', why: 'headers-or-all' };
      await together(open.map(log.look));
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
    const conflict = (await log.isRefused([last])) ? [last] : await minimalConflict(log, last, known);
    if (conflict !== null) conflicts.push(conflict);
    // Where nothing passes, it may be no rule that refuses it.
    const isAllRefused = conflicts.length === MOST_REFUSED && !log.hasPassed();
    if (isAllRefused && !(await isShown())) return { kind: 'unknown', why: 'headers-or-all' };
  }
}

/**
 * A set with each of its names left out: that these pass has followed from larger sets so far. Only where each was seen to pass
 * is the set the smallest, whatever it is that decides.
 */
function partsOf(conflict: readonly string[]): readonly (readonly string[])[] {
  return conflict.map((left) => conflict.filter((name) => name !== left));
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
