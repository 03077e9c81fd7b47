import { worded } from '../../../model/wording.js';
import { effectOf } from '../effect-of.js';
import type { Finding, TakingStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

/** Lives of preflights that are no number of seconds, or one that the store does not take. */
export function* maxAgeTaken(
  { rules }: LintedConfiguration,
  { corsLimits }: TakingStore,
): Generator<Finding> {
  const { maxAgeSeconds: most, negativeMaxAge, zeroMaxAge, source } = corsLimits;
  for (const { maxAgeSeconds: seconds, path: rulePath, index } of rules) {
    if (seconds === undefined) continue;
    const place = { path: `${rulePath}.maxAgeSeconds`, value: seconds, source };
    const to = (value: number) => ({
      fix: { edits: [{ kind: 'max-age', rule: index, to: value } as const], automatic: true, grants: [] },
    });
    if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds)) {
      const message = 'must be a whole number of seconds, 0 or more';
      yield { ...place, code: 'cors.max-age.invalid', message, effect: 'refused' };
    } else if (seconds < 0) {
      const message = 'must be 0 or more: browsers keep no answer for less';
      yield {
        ...place,
        code: 'cors.max-age.negative',
        message,
        effect: effectOf(negativeMaxAge, 'useless'),
        ...to(0),
      };
    } else if (seconds === 0) {
      const message = 'makes browsers ask before every request';
      yield { ...place, code: 'cors.max-age.zero', message, effect: effectOf(zeroMaxAge, 'useless') };
    } else if (typeof most === 'number' && seconds > most) {
      const message = worded`must be at most ${most}: the store takes no more`;
      yield {
        ...place,
        code: 'cors.max-age.over-store',
        message,
        effect: 'refused',
        limit: most,
        ...to(most),
      };
    }
  }
}
