import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../src/fetch-standard/engines/engine.js';
import { cacheHabits } from '../../../src/fetch-standard/preflight-cache/preflight-cache.js';
import { chromium, firefox, webkit } from '../../../src/index.js';
import { waitUntil } from '../../servers/processes.js';
import type { EngineName, EnginePage, Engine as RunningEngine } from '../../support/engines/engine.js';
import { launchEngine } from '../../support/engines/launch-engine.js';
import { ENGINES } from '../../support/engines/present-engines.js';
import {
  compilerPath,
  type MovedClock,
  startMovedClock,
} from '../../support/moved-clock/start-moved-clock.js';
import { type AnsweringServer, addressOf, startAnsweringServer } from './answering-server.js';

const VALUES: Readonly<Record<EngineName, Engine>> = { chromium, firefox, webkit };
const AGELESS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'x-a',
};
const LONGEST = { ...AGELESS, 'Access-Control-Max-Age': '99999999' };
/** A machine under load may take that long between two moments that the test takes for one. */
const MARGIN_SECONDS = 60;
const SHORT_MARGIN_SECONDS = 2;

const parts = ENGINES.map((engine) => ({
  ...engine,
  isMeasured: engine.isPresent && compilerPath !== undefined,
}));

for (const { name, title, isMeasured } of parts)
  describe.runIf(isMeasured)(`the life of a preflight in ${title}`, () => {
    const { maxAgeCapSeconds, defaultMaxAgeSeconds } = cacheHabits(VALUES[name]);
    let clock: MovedClock | undefined;
    let site: AnsweringServer;
    let store: AnsweringServer;
    let engine: RunningEngine | undefined;
    let page: EnginePage;

    /** Whether a request to the address of that name is preflighted; the answer to that is kept. */
    async function isAskedFor(which: string, preflight: Readonly<Record<string, string>>): Promise<boolean> {
      const before = store.preflights();
      const url = `${store.origin}${addressOf(which, { preflight, actual: { 'Access-Control-Allow-Origin': '*' } })}`;
      await page.evaluate(async (address: string) => {
        await fetch(address, { method: 'PUT', headers: { 'x-a': '1' } });
      }, url);
      return store.preflights() > before;
    }

    beforeAll(async () => {
      [clock, site, store] = await Promise.all([
        startMovedClock(),
        startAnsweringServer(),
        startAnsweringServer(),
      ]);
      engine = await launchEngine(name, clock.environment);
      page = await engine.open(`${site.origin}/`);
      // While it starts, Firefox keeps nothing.
      let round = 0;
      const isKeeping = async (): Promise<boolean> => {
        round += 1;
        await isAskedFor(`start-${round}`, LONGEST);
        return !(await isAskedFor(`start-${round}`, LONGEST));
      };
      await waitUntil('a preflight that is kept', isKeeping, 30_000);
    });
    afterAll(async () => {
      await engine?.close();
      await Promise.all([site?.stop(), store?.stop()]);
      clock?.stop();
    });

    it('ends at the cap, whatever the answer says', async () => {
      const cap = maxAgeCapSeconds ?? Number.NaN;
      expect(await isAskedFor('long', LONGEST)).toBe(true);
      clock?.advance(cap - MARGIN_SECONDS);
      expect(await isAskedFor('long', LONGEST)).toBe(false);
      expect(await isAskedFor('young', LONGEST)).toBe(true);
      clock?.advance(2 * MARGIN_SECONDS);
      expect(await isAskedFor('long', LONGEST)).toBe(true);
      // The step of the clock alone makes it forget nothing.
      expect(await isAskedFor('young', LONGEST)).toBe(false);
    });

    it('ends after a few seconds where the answer says nothing', async () => {
      let round = 0;
      let isKept: boolean | undefined;
      const isInTime = async (): Promise<boolean> => {
        round += 1;
        const beganMs = performance.now();
        expect(await isAskedFor(`ageless-${round}`, AGELESS)).toBe(true);
        clock?.advance(defaultMaxAgeSeconds - SHORT_MARGIN_SECONDS);
        isKept = !(await isAskedFor(`ageless-${round}`, AGELESS));
        // Later, nothing can be said of the answer's age.
        return performance.now() - beganMs < SHORT_MARGIN_SECONDS * 1000;
      };
      await waitUntil('an answer that is known to be young', isInTime, 20_000);
      expect(isKept).toBe(true);
      clock?.advance(2 * SHORT_MARGIN_SECONDS);
      expect(await isAskedFor(`ageless-${round}`, AGELESS)).toBe(true);
    });
  });
