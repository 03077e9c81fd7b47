import { applyPatch } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLists } from '../../../src/cors/plan/align-lists.js';
import { unifiedDiff } from '../../../src/cors/plan/unified-diff.js';

const text = fc
  .array(fc.constantFrom('<a>', '<b>', '  <c>1</c>', '-', '+x', '', '@@'), { maxLength: 24 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('unifiedDiff', () => {
  it('is what patch makes the second text of', () => {
    fc.assert(
      fc.property(text, text, (first, second) => {
        const diff = unifiedDiff(first, second);
        expect(diff === '').toBe(first === second);
        if (diff !== '') expect(applyPatch(first, diff)).toBe(second);
      }),
      { numRuns: 500 },
    );
  });

  it('shows three lines around a change, and one hunk for changes near each other', () => {
    const first = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('');
    const second = first.replace('line 4\n', 'four\n').replace('line 8\n', '').replace('line 19\n', 'end\n');
    expect(unifiedDiff(first, second, ['a', 'b'])).toBe(
      [
        '--- a',
        '+++ b',
        '@@ -2,11 +2,10 @@',
        ...[' line 1', ' line 2', ' line 3', '-line 4', '+four', ' line 5', ' line 6', ' line 7'],
        ...['-line 8', ' line 9', ' line 10', ' line 11', '@@ -17,4 +16,4 @@'],
        ...[' line 16', ' line 17', ' line 18', '-line 19', '+end', ''],
      ].join('\n'),
    );
  });

  it('names an empty side by the line before it', () => {
    expect(unifiedDiff('', 'a\n')).toContain('@@ -0,0 +1,1 @@');
    expect(unifiedDiff('a\n', '')).toContain('@@ -1,1 +0,0 @@');
  });
});

it('alignLists keeps a longest common subsequence', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
  fc.assert(
    fc.property(letters, letters, (first, second) => {
      const pairs = alignLists(first, second);
      const kept = pairs.filter(([i, j]) => i >= 0 && j >= 0);
      for (const [i, j] of kept) expect(first[i]).toBe(second[j]);
      expect(pairs.map(([i]) => i).filter((i) => i >= 0)).toEqual(first.map((_, index) => index));
      expect(pairs.map(([, j]) => j).filter((j) => j >= 0)).toEqual(second.map((_, index) => index));
      expect(kept.length).toBe(longestCommon(first, second));
    }),
    { numRuns: 300 },
  );
});

/** By trying every subsequence. */
function longestCommon(first: readonly string[], second: readonly string[]): number {
  let longest = 0;
  for (let mask = 0; mask < 1 << first.length; mask += 1) {
    const chosen = first.filter((_, index) => mask & (1 << index));
    let at = 0;
    for (const letter of second) if (letter === chosen[at]) at += 1;
    if (at === chosen.length) longest = Math.max(longest, chosen.length);
  }
  return longest;
}
