/** Indices of entries that are the same; `-1`: the entry is in the other list only. */
export type IndexPair = readonly [first: number, second: number];

/** As many pairs of entries as are all looked at: so much time and memory one part takes. */
const MOST_PAIRS = 250_000;
/** How often a part is cut where its own unique entries are. */
const MOST_CUTS = 8;

/**
 * Aligns two lists: by a longest common subsequence, as long as 500 entries of each or as many pairs are left between what is
 * alike at both ends. Longer lists are first cut at entries that each of them has once (patience diff), so that the work grows as
 * they do; what then still is too long counts as replaced. What is only in the first comes before what is only in the second.
 * Pure.
 *
 * @returns In order.
 */
export function alignLists(first: readonly string[], second: readonly string[]): IndexPair[] {
  const pairs: IndexPair[] = [];
  alignPart(first, second, { i: 0, j: 0, rows: first.length, columns: second.length }, MOST_CUTS, pairs);
  return pairs;
}

/** `rows` entries of the first list from `i`, and `columns` of the second from `j`. */
interface Part {
  readonly i: number;
  readonly j: number;
  readonly rows: number;
  readonly columns: number;
}

function alignPart(
  first: readonly string[],
  second: readonly string[],
  { i, j, rows, columns }: Part,
  cutsLeft: number,
  pairs: IndexPair[],
): void {
  const shorter = Math.min(rows, columns);
  let begin = 0;
  while (begin < shorter && first[i + begin] === second[j + begin]) begin += 1;
  let end = 0;
  while (end < shorter - begin && first[i + rows - 1 - end] === second[j + columns - 1 - end]) end += 1;
  for (let index = 0; index < begin; index += 1) pairs.push([i + index, j + index]);
  const rest: Part = { i: i + begin, j: j + begin, rows: rows - begin - end, columns: columns - begin - end };
  if (rest.rows * rest.columns <= MOST_PAIRS) alignAll(first, second, rest, pairs);
  else alignLong(first, second, rest, cutsLeft, pairs);
  for (let index = end; index > 0; index -= 1) pairs.push([i + rows - index, j + columns - index]);
}

/** Every entry against every other. */
function alignAll(
  first: readonly string[],
  second: readonly string[],
  { i: top, j: left, rows, columns }: Part,
  pairs: IndexPair[],
): void {
  // lengths[i][j]: the longest subsequence of what follows i and j.
  const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = rows - 1; i >= 0; i -= 1)
    for (let j = columns - 1; j >= 0; j -= 1)
      (lengths[i] as Uint32Array)[j] =
        first[top + i] === second[left + j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  let [i, j] = [0, 0];
  while (i < rows || j < columns) {
    if (i < rows && j < columns && first[top + i] === second[left + j]) pairs.push([top + i++, left + j++]);
    else if (i < rows && (j === columns || at(i + 1, j) >= at(i, j + 1))) pairs.push([top + i++, -1]);
    else pairs.push([-1, left + j++]);
  }
}

/** Part by part, between entries that both have once. */
function alignLong(
  first: readonly string[],
  second: readonly string[],
  part: Part,
  cutsLeft: number,
  pairs: IndexPair[],
): void {
  const anchors = cutsLeft === 0 ? [] : longestRise(uniqueInBoth(first, second, part));
  let { i, j } = part;
  const [toI, toJ] = [part.i + part.rows, part.j + part.columns];
  if (anchors.length === 0) {
    for (; i < toI; i += 1) pairs.push([i, -1]);
    for (; j < toJ; j += 1) pairs.push([-1, j]);
    return;
  }
  for (const [nextI, nextJ] of anchors) {
    alignPart(first, second, { i, j, rows: nextI - i, columns: nextJ - j }, cutsLeft - 1, pairs);
    pairs.push([nextI, nextJ]);
    [i, j] = [nextI + 1, nextJ + 1];
  }
  alignPart(first, second, { i, j, rows: toI - i, columns: toJ - j }, cutsLeft - 1, pairs);
}

/** Where entries are that stand once in each part, in the order of the first. */
function uniqueInBoth(
  first: readonly string[],
  second: readonly string[],
  { i, j, rows, columns }: Part,
): IndexPair[] {
  const [inFirst, inSecond] = [placesOf(first, i, rows), placesOf(second, j, columns)];
  return [...inFirst].flatMap(([text, place]) => {
    const other = inSecond.get(text) ?? -1;
    return place < 0 || other < 0 ? [] : [[place, other] as const];
  });
}

/** The place of each entry; `-1`: it stands there more than once. */
function placesOf(list: readonly string[], from: number, length: number): Map<string, number> {
  const places = new Map<string, number>();
  for (let index = from; index < from + length; index += 1) {
    const text = list[index] ?? '';
    places.set(text, places.has(text) ? -1 : index);
  }
  return places;
}

/** The longest choice of pairs whose second indices rise as the first do (by piles, as patience is played). */
function longestRise(pairs: readonly IndexPair[]): IndexPair[] {
  // The last pair of the best choice of each length, and what comes before each pair in the best one that ends with it.
  const ends: number[] = [];
  const before: number[] = [];
  pairs.forEach(([, second], index) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < second) low = middle + 1;
      else high = middle;
    }
    before.push(ends[low - 1] ?? -1);
    ends[low] = index;
  });
  const chosen: IndexPair[] = [];
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) chosen.push(pair);
  }
  return chosen.reverse();
}
