import type { RefusalLog } from './refusal-log.js';

/**
 * Finds a smallest set of names that is refused though each proper subset of it passes, by halves: asks about log(n)
 * questions for each member beyond the first.
 *
 * @param log - What has been answered, and the way to ask.
 * @param last - A member of it, which passes alone.
 * @param others - Names that pass together, and with the member were refused.
 * @returns `null`: with the member they pass after all, as that answer got lost.
 * @throws Unanswered
 */
export async function minimalConflict(
  log: Pick<RefusalLog, 'look' | 'isRefused'>,
  last: string,
  others: readonly string[],
): Promise<readonly string[] | null> {
  let found = [last];
  let rest = others;
  let atEnd = 0;
  do {
    let [low, high] = [0, rest.length];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (await log.isRefused([...found, ...rest.slice(0, middle)])) high = middle;
      else low = middle;
    }
    if (high === rest.length && high > 1) {
      // All shorter rows pass: once that may be; where it goes on, it is likelier that the answer got lost.
      atEnd += 1;
      if (atEnd === 2 && (await log.look([...found, ...rest])).passed === true) return null;
    }
    found = [rest[low] as string, ...found];
    rest = rest.slice(0, low);
  } while (rest.length > 0 && !(await log.isRefused(found)));
  return found;
}
