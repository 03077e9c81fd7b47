import type { Answer, Ask } from './cause.js';

/**
 * Whether a store refuses what rules say that it does: all names pass together where one of each set is left out, whichever it
 * is, and each set is refused.
 *
 * @param names - Refused together, as far as one answer shows.
 * @param expected - Sets of names that are refused by the rules. With none, nothing is asked.
 */
export async function isBorneOut(
  ask: Ask,
  method: string,
  names: readonly string[],
  expected: readonly (readonly string[])[],
): Promise<boolean> {
  if (expected.length === 0) return false;
  const look = (sets: readonly (readonly string[])[]): Promise<Answer[]> =>
    Promise.all(sets.map((set) => ask(method, set)));
  const largest = Math.max(...expected.map(({ length }) => length));
  const passing = Array.from({ length: largest }, (_, at) => {
    const left = expected.map((members) => members[at % members.length]);
    return names.filter((name) => !left.includes(name));
  });
  // First what passes: where an answer was read, the others show more. What shows nothing is asked again: the first time, an
  // answer that cannot be read looks like a refusal.
  const seen = await look(passing);
  const open = passing.filter((_, at) => seen[at]?.passed === false);
  const isPassing = [...seen.filter(({ passed }) => passed !== false), ...(await look(open))].every(
    ({ passed }) => passed === true,
  );
  return isPassing && (await look(expected)).every(({ passed }) => passed === false);
}
