import { randomInt } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { firefoxPath } from '../support/engines/present-engines.js';
import { describeWithChromium } from '../support/needs.js';
import { playRecorded } from './play/play-recorded.js';
import { playRecordedInFirefox } from './play/play-recorded-in-firefox.js';
import { judgeRecorded } from './truth/judge-recorded.js';

const CASES = 100;
/** As many as a page sends before it begins again. */
const CASES_IN_FIREFOX = 60;
const TIME_LIMIT_MS = 240_000;

const SEEDS = [20_261_123, randomInt(2 ** 31)];

describeWithChromium('what Chromium, Playwright and curl write of random cases', () => {
  it.each(SEEDS)(
    'tells the cause, seed %d',
    async (seed) => {
      const cases = await playRecorded(seed, CASES);
      expect(cases.flatMap(judgeRecorded)).toEqual([]);
      const told = cases.flatMap((each) => each.told);
      const proven = told.filter(({ diagnosis }) => diagnosis.confidence === 'proof');
      expect(proven.length).toBeGreaterThan(told.length / 5);
    },
    TIME_LIMIT_MS,
  );
});

// Started as the servers of other tests are, which end with this process by what Linux alone has.
describe.runIf(firefoxPath !== undefined && process.platform === 'linux')(
  'what Firefox saves of random cases',
  () => {
    it(
      `tells the cause, seed ${SEEDS[1]}`,
      async () => {
        const cases = await playRecordedInFirefox(SEEDS[1] ?? 0, CASES_IN_FIREFOX);
        expect(cases.flatMap(judgeRecorded)).toEqual([]);
        expect(
          cases.filter(({ told }) => told.some(({ diagnosis }) => diagnosis.confidence === 'proof')),
        ).not.toEqual([]);
      },
      TIME_LIMIT_MS,
    );
  },
);
