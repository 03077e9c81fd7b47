/** A line of two texts: in both, only in the first, or only in the second. */
export interface DiffLine {
  readonly kind: 'both' | 'first' | 'second';
  readonly text: string;
}

/**
 * Aligns two lists by a longest common subsequence. What is only in the first comes before what is only in the second. Its
 * time and memory are the product of the lengths without what is alike at both ends.
 *
 * @param isSame - Whether an entry of the first list and one of the second are the same.
 * @returns Index pairs in order; `-1`: the entry is in the other list only.
 */
export function alignLists<Item>(
  first: readonly Item[],
  second: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): (readonly [first: number, second: number])[] {
  const same = (i: number, j: number) => isSame(first[i] as Item, second[j] as Item);
  let begin = 0;
  while (begin < first.length && begin < second.length && same(begin, begin)) begin += 1;
  let end = 0;
  while (
    end < Math.min(first.length, second.length) - begin &&
    same(first.length - 1 - end, second.length - 1 - end)
  )
    end += 1;
  const rows = first.length - begin - end;
  const columns = second.length - begin - end;
  // lengths[i][j]: the longest subsequence of what follows i and j.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      (lengths[i] as Uint32Array)[j] = same(begin + i, begin + j)
        ? at(i + 1, j + 1) + 1
        : Math.max(at(i + 1, j), at(i, j + 1));
  const pairs: [number, number][] = Array.from({ length: begin }, (_, index) => [index, index]);
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    if (i < rows && j < columns && same(begin + i, begin + j)) pairs.push([begin + i++, begin + j++]);
    else if (i < rows && (j === columns || at(i + 1, j) >= at(i, j + 1))) pairs.push([begin + i++, -1]);
    else pairs.push([-1, begin + j++]);
  }
  for (let index = end; index > 0; index -= 1) pairs.push([first.length - index, second.length - index]);
  return pairs;
}

/** Two texts line by line. */
export function diffLines(first: string, second: string): DiffLine[] {
  const [a, b] = [linesOf(first), linesOf(second)];
  return alignLists(a, b, (one, other) => one === other).map(([i, j]) => {
    if (j < 0) return { kind: 'first', text: a[i] ?? '' };
    return { kind: i < 0 ? 'second' : 'both', text: b[j] ?? '' };
  });
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
