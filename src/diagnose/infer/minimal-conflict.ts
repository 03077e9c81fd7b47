import type { RefusalLog } from './refusal-log.js';

/**
 * Finds a smallest set of names that is refused though each proper subset of it passes, by halves: asks about log(n)
 * questions for each member beyond the first.
 *
 * @param log - What has been answered, and the way to ask.
 * @param last - A member of it, which passes alone.
 * @param others - Names that pass together, and with the member were refused.
 * @returns A set that is known to pass where that answer got lost.
 * @throws Unanswered
 */
export async function minimalConflict(
  log: Pick<RefusalLog, 'isRefused' | 'look'>,
  last: string,
  others: readonly string[],
): Promise<readonly string[]> {
  let found = [last];
  let rest = others;
  let atEnd = 0;
  do {
    let [low, high] = [0, rest.length];
    while (high - low > 1) {
      const middle = Math.ceil((low + high) / 2);
      if (await log.isRefused([...found, ...rest.slice(0, middle)])) high = middle;
      else low = middle;
    }
    // All shorter rows pass: that may be, but where it goes on, it is likelier that the answer got lost.
    if (high === rest.length) atEnd += 1;
    if (atEnd === 3 && (await log.look([...found, ...rest])).passed) break;
    found = [rest[low] as string, ...found];
    rest = rest.slice(0, low);
  } while (rest.length > 0 && !(await log.isRefused(found)));
  return found;
}
