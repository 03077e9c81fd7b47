import { describe, expect, it } from 'vitest';
import { seededRandom } from '../conformance/random.js';
import type { Trouble } from './play/front.js';
import { runAccuracy } from './run.js';

/** Answers that get lost together, where those of the flaky cases get lost one by one. Times are round trips. */
const TROUBLES: Readonly<Record<string, (draw: () => number) => Trouble>> = {
  'a network that is gone for a while': (draw) => {
    const begin = Math.floor(draw() * 14);
    const end = begin + 1 + Math.floor(draw() * 6);
    return (now) => (now >= begin && now < end ? 'lost' : null);
  },
  'a gateway that answers so many requests and no more at a time': (draw) => {
    const perRoundTrip = 0.5 + draw() * 2;
    const most = 1 + Math.floor(draw() * 8);
    let [left, last] = [most, 0];
    return (now) => {
      left = Math.min(most, left + (now - last) * perRoundTrip);
      last = now;
      if (left < 1) return 'too-many';
      left -= 1;
      return null;
    };
  },
};

describe('answers that get lost together', () => {
  for (const [name, troubleOf] of Object.entries(TROUBLES)) {
    it(`prove nothing that is not so: ${name}`, { timeout: 120_000 }, async () => {
      const seed = 57;
      let proofs = 0;
      const wrong: string[] = [];
      await runAccuracy({
        engine: 'simulated',
        seed,
        cases: 1000,
        kind: 'conflict',
        print: () => {},
        troubleOf: ({ index }) => troubleOf(seededRandom(seed, index, 5).fraction),
        onPlayed: ({ of, diagnosis, judged }) => {
          if (diagnosis?.confidence === 'proof') proofs += 1;
          if (judged?.isWrongProof === true) wrong.push(`${of.index}: ${judged.problems.join('; ')}`);
        },
      });
      expect(wrong).toEqual([]);
      expect(proofs).toBeGreaterThan(10);
    });
  }
});
