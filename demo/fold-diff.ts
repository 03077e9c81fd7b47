import type { DiffLine } from './line-diff.js';

/** Unchanged lines that stay to be seen on each side of a change. */
const CONTEXT = 3;

/** A run of lines to show, or how many unchanged ones stand in that place. */
export type Fold = { readonly lines: readonly DiffLine[] } | { readonly hidden: number };

/** Leaves out what is far from every change. One line is never left out: saying so would take as much room. */
export function foldDiff(lines: readonly DiffLine[]): Fold[] {
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== 'same');
  const folds: Fold[] = [];
  let start = 0;
  while (start < lines.length) {
    const near = isNear(start);
    let end = start + 1;
    while (end < lines.length && isNear(end) === near) end += 1;
    folds.push(near || end - start === 1 ? { lines: lines.slice(start, end) } : { hidden: end - start });
    start = end;
  }
  return folds;
}
