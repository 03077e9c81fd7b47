import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGINES } from '../support/engines/present-engines.js';
import { type ConformanceCount, type OpenConformance, openConformance } from './run.js';

const SEED = 20_261_121;
/** The same machine plays 1,000 cases in about ten seconds, alone. */
const TIME_LIMIT_MS = 120_000;

describe.each(ENGINES)('the SDK says what $title does', ({ name, isPresent }) => {
  let opened: OpenConformance | undefined;
  beforeAll(async () => {
    if (isPresent) opened = await openConformance(name);
  }, TIME_LIMIT_MS);
  afterAll(() => opened?.close());

  it.runIf(isPresent).each([
    [300, SEED],
    [100, randomInt(2 ** 31)],
  ])(
    'in %d random cases of seed %d',
    async (cases, seed) => {
      const lines: string[] = [];
      const count = await opened?.run({ cases, seed, print: (text) => lines.push(text) });
      expect(lines).toEqual([`agreed ${cases} of ${cases}`]);
      expect(count !== undefined && isWorthIt(count)).toBe(true);
    },
    TIME_LIMIT_MS,
  );
});

/** Where all ends at the first check, nothing is compared. */
function isWorthIt({ total, preflightsPassed, allowed }: ConformanceCount): boolean {
  return preflightsPassed > total / 5 && allowed > total / 5;
}
