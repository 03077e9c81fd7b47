import type { Issue } from './issue.js';

/** One issue for each key that is not a known option, with the nearest known name. Values are not shown: they may be secret. */
export function unknownOptions(options: object, known: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    const near = nearestName(key, known);
    const advice = near === undefined ? `the options are ${known.join(', ')}` : `did you mean "${near}"?`;
    const value = `${typeof Reflect.get(options, key)}, not shown`;
    issues.push({ code: 'unknown', path: key, value, message: `is not an option: ${advice}` });
  }
  return issues;
}

/** The first known name that may be what was meant. A third of the letters may differ: more, and it is another word. */
export function nearestName(asked: string, known: readonly string[]): string | undefined {
  return known.find((name) => distance(name.toLowerCase(), asked.toLowerCase()) * 3 <= asked.length);
}

/** Edits that turn one name into the other: insert, delete, replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1]);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
