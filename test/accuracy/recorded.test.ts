import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { describeWithChromium } from '../support/needs.js';
import { playRecorded } from './play/play-recorded.js';
import { judgeRecorded } from './truth/judge-recorded.js';

const CASES = 200;
const TIME_LIMIT_MS = 240_000;

describeWithChromium('what Chromium, Playwright and curl write of random cases', () => {
  it.each([20_261_123, randomInt(2 ** 31)])(
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
