import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/diagnose/infer/cause.js';
import { minimalConflict } from '../../src/diagnose/infer/minimal-conflict.js';
import { refusalLog } from '../../src/diagnose/infer/refusal-log.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const READ = { status: 403, body: '' };

/** A store that refuses each of these sets together, and how often it is asked. */
function storeRefusing(conflicts: readonly (readonly string[])[]) {
  const isRefused = (names: readonly string[]) =>
    conflicts.some((conflict) => conflict.every((name) => names.includes(name)));
  const asked: (readonly string[])[] = [];
  const ask: Ask = async (_, names) => {
    asked.push(names);
    return isRefused(names) ? { passed: false, answer: null } : { passed: true, answer: READ };
  };
  return { isRefused, asked, ask };
}

describe('minimalConflict', () => {
  it('finds a set that is refused and of which no part is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.subarray(NAMES, { minLength: 1 }), { minLength: 1, maxLength: 4 }),
        async (conflicts) => {
          const { isRefused, ask } = storeRefusing(conflicts);
          const end = NAMES.findIndex((_, at) => isRefused(NAMES.slice(0, at + 1)));
          const [last = '', others] = [NAMES[end], NAMES.slice(0, end)];
          fc.pre(!isRefused([last]));
          const found = await minimalConflict(
            refusalLog({ ask, method: 'PUT', names: [...others, last] }, false),
            last,
            others,
          );
          expect(found).toContain(last);
          expect(isRefused(found ?? [])).toBe(true);
          for (const name of found ?? []) {
            expect(isRefused((found ?? []).filter((other) => other !== name))).toBe(false);
          }
        },
      ),
    );
  });

  it('asks few questions for a small conflict among many names', async () => {
    const names = Array.from({ length: 64 }, (_, index) => `x-${index}`);
    const { ask, asked } = storeRefusing([['x-11', 'x-42']]);
    const others = names.slice(0, 42);
    const found = await minimalConflict(
      refusalLog({ ask, method: 'PUT', names: names.slice(0, 43) }, false),
      'x-42',
      others,
    );
    expect(found).toEqual(['x-11', 'x-42']);
    expect(asked.length).toBeLessThanOrEqual(8);
  });

  it('ends early where an answer got lost and all of them pass, with a set that is then known to', async () => {
    const { ask, asked } = storeRefusing([]);
    const log = refusalLog({ ask, method: 'PUT', names: NAMES }, false);
    const found = await minimalConflict(log, 'h', NAMES.slice(0, 7));
    expect(log.passes(found)).toBe(true);
    expect(asked.length).toBeLessThanOrEqual(10);
  });
});
