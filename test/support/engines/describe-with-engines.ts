import { afterAll, beforeAll, describe } from 'vitest';
import type { Engine, EngineName } from './engine.js';
import { launchEngine } from './launch-engine.js';
import { ENGINES } from './present-engines.js';

/** The engine of a block of tests. */
export interface GivenEngine {
  readonly name: EngineName;
  /** The running browser. Only in hooks and tests: it is started before the first one. */
  readonly engine: () => Engine;
}

/**
 * `describe` once for each engine, which the title names: `… in Firefox`. The browser is started before the block's own
 * hooks and ends after them. An engine that is not there is skipped, and counted as such.
 */
export function describeWithEngines(title: string, body: (given: GivenEngine) => void): void {
  for (const { name, title: engineTitle, isPresent } of ENGINES) {
    describe.runIf(isPresent)(`${title} in ${engineTitle}`, () => {
      let running: Engine | undefined;
      beforeAll(async () => {
        running = await launchEngine(name);
      });
      afterAll(async () => {
        await running?.close();
      });
      const engine = (): Engine => {
        if (running === undefined) throw new Error(`${engineTitle} is not running yet`);
        return running;
      };
      body({ name, engine });
    });
  }
}
