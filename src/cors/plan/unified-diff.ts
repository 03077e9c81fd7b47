import { diffLines } from './line-diff.js';

const CONTEXT = 3;

/**
 * What changes from one text to another, in the form of `diff -u` and as `patch` takes it, with three lines around each
 * change. Both texts are taken to end with a line break. Pure.
 *
 * @returns Empty: the texts are the same.
 * @see https://www.gnu.org/software/diffutils/manual/html_node/Unified-Format.html
 */
export function unifiedDiff(
  first: string,
  second: string,
  names: readonly [string, string] = ['before', 'after'],
): string {
  const lines = diffLines(first, second);
  const changed = lines.flatMap(({ kind }, index) => (kind === 'both' ? [] : [index]));
  if (changed.length === 0) return '';
  const hunks: [from: number, to: number][] = [];
  for (const index of changed) {
    const [from, to] = [Math.max(0, index - CONTEXT), Math.min(lines.length, index + CONTEXT + 1)];
    const last = hunks.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = to;
    else hunks.push([from, to]);
  }
  // How many lines of each text stand before what is written next.
  const before = { first: 0, second: 0 };
  let passed = 0;
  const written = hunks.flatMap(([from, to]) => {
    const [skipped, hunk] = [lines.slice(passed, from), lines.slice(from, to)];
    passed = to;
    const ranges = (['first', 'second'] as const).map((side) => {
      const isOn = ({ kind }: { readonly kind: string }) => kind === 'both' || kind === side;
      const start = before[side] + skipped.filter(isOn).length;
      const length = hunk.filter(isOn).length;
      before[side] = start + length;
      // An empty range is named by the line before it.
      return `${length === 0 ? start : start + 1},${length}`;
    });
    return [`@@ -${ranges[0]} +${ranges[1]} @@`, ...hunk.map(({ kind, text }) => SIGNS[kind] + text)];
  });
  return [`--- ${names[0]}`, `+++ ${names[1]}`, ...written, ''].join('\n');
}

const SIGNS = { both: ' ', first: '-', second: '+' } as const;
