import { describe, expect, it } from 'vitest';
import { ENGINES } from '../support/engines/present-engines.js';
import { MOST_PROBES } from './report/count.js';
import { mean } from './report/describe.js';
import { runAccuracy } from './run.js';

const SEED = 20_261_121;
const CASES = 60;
/** The same machine plays 100 cases in less than 40 seconds in its slowest engine, alone. */
const TIME_LIMIT_MS = 180_000;

describe.each(ENGINES)('what is diagnosed in $title', ({ name, isPresent }) => {
  it.runIf(isPresent)(
    `names no wrong cause, and grants no more than needed, in ${CASES} random cases of seed ${SEED}`,
    async () => {
      const lines: string[] = [];
      const { count } = await runAccuracy({
        engine: name,
        cases: CASES,
        seed: SEED,
        print: (text) => lines.push(text),
      });
      process.stdout.write(`${name}: ${mean(count.probes).toFixed(2)} probes on average\n`);
      // What `npm run accuracy` counts besides, undecided cases and members that were not asked for, is not held here yet.
      const wrong = ['wrong-cause', 'thrown'] as const;
      const seen = Object.fromEntries(wrong.map((each) => [each, count.judgements.get(each) ?? 0]));
      expect(seen, lines.join('\n')).toEqual({ 'wrong-cause': 0, thrown: 0 });
      expect(count.wrongProofs).toBe(0);
      expect(Math.max(...count.probes)).toBeLessThanOrEqual(MOST_PROBES);
      expect(count.repairs).toBeGreaterThan(CASES / 10);
      expect(count.overGrants).toBe(0);
    },
    TIME_LIMIT_MS,
  );
});
