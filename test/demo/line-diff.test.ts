import { diffLines } from 'diff';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineDiff } from '../../demo/line-diff.js';

const document = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((lines) => lines.map((line) => `${line}\n`).join(''));

describe('lineDiff', () => {
  it('says what is added and removed', () => {
    expect(lineDiff('a\nb\n', 'a\nc\nb\n')).toEqual([
      { kind: 'same', text: 'a' },
      { kind: 'added', text: 'c' },
      { kind: 'same', text: 'b' },
    ]);
    expect(lineDiff('', 'a\n')).toEqual([{ kind: 'added', text: 'a' }]);
  });

  it('holds both texts, and changes no more lines than another diff', () => {
    fc.assert(
      fc.property(document, document, (before, after) => {
        const lines = lineDiff(before, after);
        const text = (without: string) =>
          lines
            .filter(({ kind }) => kind !== without)
            .map((line) => `${line.text}\n`)
            .join('');
        expect([text('added'), text('removed')]).toEqual([before, after]);
        const changed = lines.filter(({ kind }) => kind !== 'same').length;
        const least = diffLines(before, after).reduce(
          (sum, { added, removed, count }) => sum + (added || removed ? count : 0),
          0,
        );
        expect(changed).toBeLessThanOrEqual(least);
      }),
    );
  });
});
