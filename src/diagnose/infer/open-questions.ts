import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Question } from './question.js';
import type { RefusalLog } from './refusal-log.js';

/** How many answers a refusal rests on, as one may have got lost; one less must do of many names, and is no proof. */
const ANSWERS = 3;
const MOST_CERTAIN = 2;
/** So many other names are asked about, for a proof that none of them is refused. */
const MOST_OTHERS = 1;

/** What is left to ask before a verdict rests on what was found. */
export interface OpenQuestions {
  /** Sets of names to ask about, what matters most first. Empty: enough was seen. */
  readonly open: readonly (readonly string[])[];
  /**
   * What passes, to be asked for once more behind them: answers may get lost together, as where a store is too busy for a while. `null`:
   * the last of them passes, or no verdict is proven by them.
   */
  readonly control: readonly string[] | null;
  /** Whether the verdict may then be a proof. */
  readonly isProof: boolean;
}

/**
 * What has to be seen of the conflicts that were found: each is refused, again and again, and smaller sets pass. Pure.
 *
 * @param conflicts - Found sets; the other names are known to pass together.
 * @param isBareSeen - Whether it was seen that a preflight without names passes, or none is ever sent.
 */
export function openQuestions(
  log: RefusalLog,
  {
    method,
    names,
    isOneRule,
    showsUploads,
  }: Pick<Question, 'method' | 'names' | 'isOneRule' | 'showsUploads'>,
  conflicts: readonly (readonly string[])[],
  isBareSeen: boolean,
): OpenQuestions {
  const isCertain = conflicts.length <= MOST_CERTAIN;
  const isSeen = (part: readonly string[]) =>
    (part.length === 0 && (isBareSeen || !isCertain)) || log.answerTo(part) !== null;
  const unseen = new Map(
    conflicts.flatMap(partsOf).flatMap((part) => (isSeen(part) ? [] : [[part.join(), part]])),
  );
  // Where names are refused only together, a gateway may refuse one of them alone: a proof has seen that each passes. Beside a name
  // that is refused by itself nobody asks so much: there only pairs are proven, whose parts are names.
  const isTogether = conflicts.every((set) => set.length > 1);
  const alone = isTogether ? [[], ...names.map((name) => [name])] : [];
  const others = alone.filter((set) => !isSeen(set) && !unseen.has(set.join()));
  const mayProve = isTogether || conflicts.every((set) => set.length < 3);
  const isProof = isCertain && mayProve && others.length <= MOST_OTHERS;
  const isProven = isProof && showsUploads;
  // Where one rule decides, a name that is refused is so by itself: each set that it spoils shows it.
  const answersTo = (conflict: readonly string[]) =>
    isOneRule && conflict.length === 1 ? log.refusalsBy(conflict) : log.refusalsOf(conflict);
  const again = conflicts.flatMap((conflict) => {
    // A network that was seen to lose answers is asked more often. So is a name that is proven beside others.
    const more = log.contradictions() + (isProven && conflicts.length > 1 && conflict.length === 1 ? 1 : 0);
    const wanted = (isCertain || conflict.length > 1 ? ANSWERS : ANSWERS - 1) + more;
    // A length below 0 makes none.
    return Array.from({ length: wanted - answersTo(conflict) }, () => conflict);
  });
  // The only one, where it is a name alone, must be refused with others, too: with those that it was found with, or all.
  // And all must be, where no refusal of them counts yet. Of a reading request a page sees no more, however often it asks.
  const named = conflicts.flat();
  const isAlone =
    named.length === 1 &&
    names.length > 1 &&
    METHODS_WITH_BODY.includes(method) &&
    log.refusalsWith(named) === log.refusalsOf(named);
  const isAsked = again.some((set) => set.length === names.length);
  if (!isAsked && (isAlone || log.refusalsOf(names) === 0)) again.push(names);
  // The first of each conflict comes first, should there not be room for all; what passes comes last.
  const first = new Set(again);
  const later = again.filter((set, at) => again.indexOf(set) !== at);
  const passing = [...unseen.values(), ...(isProof ? others : [])];
  const last = passing.splice(-1);
  const isControlled = last.length > 0 || !isProven || conflicts.every(log.hasPassedSince);
  const control = isControlled ? null : names.filter((name) => !named.includes(name));
  return { open: [...first, ...passing, ...later, ...last], control, isProof };
}

/**
 * A set with each of its names left out: that these pass has followed from larger sets so far. Only where each was seen to pass
 * is the set the smallest, whatever it is that decides.
 */
function partsOf(conflict: readonly string[]): readonly (readonly string[])[] {
  return conflict.map((left) => conflict.filter((name) => name !== left));
}
