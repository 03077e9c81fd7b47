import { expect, it } from 'vitest';
import { firefox } from '../../src/index.js';
import { compare } from './check/compare.js';
import { expectExchange } from './check/expect-exchange.js';
import { WIRE_HABITS } from './check/wire-habits.js';
import { generateCase } from './generate-case.js';
import { placeCase } from './play/place-case.js';
import type { PageOutcome } from './play/play-in-page.js';

const ORIGINS = { page: 'http://127.0.0.1:1', store: 'http://127.0.0.1:2', other: 'http://127.0.0.1:3' };

it('what does not come in time never agrees, though it was to be refused', () => {
  const refused: PageOutcome = {
    isReadable: false,
    status: 0,
    headerNames: [],
    error: 'no answer in 20000 ms',
    isTooLate: false,
  };
  const cases = Array.from({ length: 50 }, (_, index) => placeCase(generateCase(7, index), ORIGINS));
  const differencesOf = (outcome: PageOutcome) =>
    cases.flatMap((script) => {
      const expected = expectExchange(script, firefox, WIRE_HABITS.firefox);
      if (expected.verdict.allowed !== false) return [];
      return [compare(script, expected, { outcome, received: [], report: null }, WIRE_HABITS.firefox)];
    });
  const late = 'outcome: no answer in 20000 ms';
  expect(differencesOf(refused).some((differences) => differences.includes(late))).toBe(false);
  expect(differencesOf({ ...refused, isTooLate: true }).length).toBeGreaterThan(5);
  for (const differences of differencesOf({ ...refused, isTooLate: true }))
    expect(differences).toContain(late);
});
