import type { Answer } from './cause.js';
import type { Question } from './question.js';
import { seePreflight } from './see-preflight.js';

const MOST_TWICE = 4;

/**
 * Whether a store refuses what rules say that it does: all names pass together where one of each set is left out, whichever it
 * is, and each set is refused.
 *
 * @param question - Its names are refused together, as far as one answer shows.
 * @param expected - Sets of names that are refused by the rules, at least one.
 * @param allows - Whether the rules allow these names: where a name is in several sets, what is left may be refused by another.
 * @returns `null`: it could not be seen, as answers may be hidden, or as what passes is sent unasked and no preflight was seen to pass.
 */
export async function isBorneOut(
  { ask, method, names, isOneRule, isSeen, isFirstBlind, showsUploads }: Question,
  expected: readonly (readonly string[])[],
  allows: (names: readonly string[]) => boolean,
): Promise<boolean | null> {
  const largest = Math.max(...expected.map(({ length }) => length));
  const passing = Array.from({ length: largest }, (_, at) => {
    const left = expected.map((members) => members[at % members.length]);
    return names.filter((name) => !left.includes(name));
  });
  if (!passing.every(allows)) return null;
  // First what passes: where an answer was read, the others show more. Until then an answer that cannot be read looks like a refusal
  // the first time it is asked for.
  const see = async (set: readonly string[]): Promise<Answer> => {
    const answer = await ask(method, set);
    return isRefused(answer) ? ask(method, set) : answer;
  };
  const [one = [], ...others] = passing;
  const first = await see(one);
  // Where nobody answers, or other rules do, no more is asked.
  if (isRefused(first)) return false;
  const isRead = first.answer !== null;
  // Rules may be old, and an answer may get lost: what may be proven is seen refused twice. Of very many none could be.
  const mayProve = showsUploads && isOneRule !== true && expected.length <= MOST_TWICE;
  const isWhole = (set: readonly string[]) => set.length === names.length;
  // That all names are refused, the whole showed.
  const isOnce = (set: readonly string[]) => isRead && (!mayProve || isWhole(set));
  const look = async (set: readonly string[]) => isRefused(await ask(method, set));
  // A gateway may refuse a part of what it lets through, and the answer to the whole may have been hidden when it was asked about:
  // it was not, where one to as much as may hide it was read.
  const mayHide = one.includes('authorization') || !names.includes('authorization');
  const isKnown = !isFirstBlind || isSeen || (isRead && mayHide) || expected.some(isWhole);
  const refused = Promise.all([
    ...expected.map(async (set) => (await look(set)) && (isOnce(set) || look(set))),
    isKnown || look(names),
  ]);
  // Answers get lost together, too: what passes goes out behind what is refused, and once more where a proof has nothing else.
  const isControlled = others.length > 0 || !mayProve;
  const control = Promise.all([...others.map(see), ...(isControlled ? [] : [ask(method, one, true)])]);
  const [isRefusedSo, passed] = await Promise.all([refused, control]);
  if (passed.some(isRefused) && others.length > 0) return false;
  if (!isRefusedSo.every(Boolean)) return false;
  const seen = [first, ...passed];
  if (seen.some((answer) => answer.passed !== true)) return null;
  const [plain] = seen.every(({ isUnasked }) => isUnasked === true) ? seen : [];
  const isShown =
    plain === undefined || (await seePreflight(ask, [{ method, answer: plain }], method, names));
  return isShown === null ? null : true;
}

function isRefused({ passed }: Answer): boolean {
  return passed === false;
}
