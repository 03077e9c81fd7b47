import { alignLists } from './align-lists.js';

/** A line of two texts: in both, only in the first, or only in the second. */
export interface DiffLine {
  readonly kind: 'both' | 'first' | 'second';
  readonly text: string;
}

/** Two texts line by line. */
export function diffLines(first: string, second: string): DiffLine[] {
  const [a, b] = [linesOf(first), linesOf(second)];
  return alignLists(a, b).map(([i, j]) => {
    if (j < 0) return { kind: 'first', text: a[i] ?? '' };
    return { kind: i < 0 ? 'second' : 'both', text: b[j] ?? '' };
  });
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
