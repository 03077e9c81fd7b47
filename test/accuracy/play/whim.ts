import { seededRandom } from '../../conformance/random.js';
import type { AccuracyCase } from '../accuracy-case.js';
import type { Accepts } from '../truth/accepts.js';

const DICE_PERCENT = 50;

/** What the gateway in front of a case lets through. The same each time it is asked the same. */
export function whimOf({ whim, seed, index }: AccuracyCase): Accepts | null {
  if (whim === null) return null;
  const { kind, name, other } = whim;
  switch (kind) {
    case 'bare':
      return (_, names) => names.length > 0;
    case 'needs':
      return (_, names) => !names.includes(name) || names.includes(other);
    case 'parity':
      return (_, names) => names.length % 2 === 0;
    case 'dice': {
      const thrown = new Map<string, boolean>();
      return (method, names) => {
        const asked = `${method} ${names.join()}`;
        const known = thrown.get(asked);
        if (known !== undefined) return known;
        const words = Array.from(asked, (character) => character.charCodeAt(0));
        const passes = seededRandom(seed, index, ...words).percent(DICE_PERCENT);
        thrown.set(asked, passes);
        return passes;
      };
    }
  }
}
