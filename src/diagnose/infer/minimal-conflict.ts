/**
 * Finds a smallest set of items that is refused though each proper subset of it passes: QuickXplain. Asks about
 * k·log(n/k) questions for a conflict of size k among n items.
 *
 * Needs a monotone oracle (what passes, passes with less), and that all items together are refused.
 *
 * @param items - In the order in which they are blamed last: earlier items are kept out of the conflict if possible.
 * @param isRefused - Whether a set of items is refused. Never asked about the empty set or about all items.
 * @see Junker, "QuickXplain: Preferred Explanations and Relaxations for Over-Constrained Problems", AAAI 2004
 */
export async function minimalConflict<Item>(
  items: readonly Item[],
  isRefused: (subset: readonly Item[]) => Promise<boolean>,
): Promise<Item[]> {
  const search = async (
    background: readonly Item[],
    grew: boolean,
    rest: readonly Item[],
  ): Promise<Item[]> => {
    if (grew && background.length > 0 && (await isRefused(background))) return [];
    if (rest.length <= 1) return [...rest];
    const half = Math.ceil(rest.length / 2);
    const first = rest.slice(0, half);
    const second = rest.slice(half);
    const inSecond = await search([...background, ...first], true, second);
    const inFirst = await search([...background, ...inSecond], inSecond.length > 0, first);
    return [...inFirst, ...inSecond];
  };
  return search([], false, items);
}
