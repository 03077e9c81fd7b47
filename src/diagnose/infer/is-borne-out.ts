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
  { ask, method, names }: Question,
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
  const seen = await Promise.all(
    passing.map(async (set) => {
      const first = await ask(method, set);
      return first.passed === false ? ask(method, set) : first;
    }),
  );
  if (seen.some(({ passed }) => passed === false)) return false;
  if (seen.some(({ passed }) => passed === null)) return null;
  const isRead = seen.some(({ answer }) => answer !== null);
  // That one set is refused, the whole showed. Of several each may be allowed by now; of very many none could be asked twice.
  const isOnce = isRead && (expected.length === 1 || expected.length > MOST_TWICE);
  const isRefused = async (set: readonly string[]) => (await ask(method, set)).passed === false;
  const refused = await Promise.all(
    expected.map(async (set) => (await isRefused(set)) && (isOnce || isRefused(set))),
  );
  if (!refused.every(Boolean)) return false;
  const [plain] = seen.every(({ isUnasked }) => isUnasked === true) ? seen : [];
  const isShown =
    plain === undefined || (await seePreflight(ask, [{ method, answer: plain }], method, names));
  return isShown === null ? null : true;
}
