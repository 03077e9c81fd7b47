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
    `is right in ${CASES} random cases of seed ${SEED}`,
    async () => {
      const lines: string[] = [];
      const { count, failed } = await runAccuracy({
        engine: name,
        cases: CASES,
        seed: SEED,
        print: (text) => lines.push(text),
      });
      process.stdout.write(`${name}: ${mean(count.probes).toFixed(2)} probes on average\n`);
      const wrong = ['wrong-cause', 'wrong-members', 'thrown', 'undecided'] as const;
      const seen = Object.fromEntries(wrong.map((each) => [each, count.judgements.get(each) ?? 0]));
      expect(seen, lines.join('\n')).toEqual({
        'wrong-cause': 0,
        'wrong-members': 0,
        thrown: 0,
        undecided: 0,
      });
      expect(count.wrongProofs).toBe(0);
      expect(count.truthsInDoubt).toBe(0);
      expect(Math.max(...count.probes)).toBeLessThanOrEqual(MOST_PROBES);
      expect(count.repairs).toBeGreaterThan(CASES / 10);
      expect({ working: count.workingRepairs, wide: count.overGrants }).toEqual({
        working: count.repairs,
        wide: 0,
      });
      expect(failed, lines.join('\n')).toBe(0);
    },
    TIME_LIMIT_MS,
  );
});
