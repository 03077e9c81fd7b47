import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimalConflict } from '../../src/diagnose/infer/minimal-conflict.js';

const ITEMS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('minimalConflict', () => {
  it('finds a set that is refused and of which no part is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.subarray(ITEMS, { minLength: 1 }), { minLength: 1, maxLength: 4 }),
        async (conflicts) => {
          const isRefused = (set: readonly string[]) =>
            conflicts.some((conflict) => conflict.every((item) => set.includes(item)));
          const found = await minimalConflict(ITEMS, async (set) => isRefused(set));
          expect(isRefused(found)).toBe(true);
          for (const item of found) expect(isRefused(found.filter((other) => other !== item))).toBe(false);
        },
      ),
    );
  });

  it('asks few questions for a small conflict among many items', async () => {
    const items = Array.from({ length: 64 }, (_, index) => index);
    let questions = 0;
    const found = await minimalConflict(items, async (set) => {
      questions += 1;
      return set.includes(11) && set.includes(42);
    });
    expect([...found].sort()).toEqual([11, 42]);
    expect(questions).toBeLessThanOrEqual(24);
  });
});
