import fc from 'fast-check';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { actualOf, preflightOf, type RawRequest } from './draw-requests.js';
import { ruleOf } from './draw-rules.js';
import { world } from './draw-texts.js';

/** Rules with requests that are sent under them. */
export interface RuleSetCase {
  readonly rules: readonly CorsRule[];
  readonly requests: readonly RawRequest[];
}

/** How many requests are sent under one set of rules. */
export const REQUESTS_PER_RULE_SET = 10;

/**
 * What is never drawn, and why. Everything else that fits into a header line is.
 *
 * - An empty `Origin`. No browser sends one; Ceph then answers 200 without a CORS header, which allows nobody.
 * - A pattern with both a star and a space, which Ceph takes for a second star. `validateCors()` calls it useless.
 * - Header names that are not ASCII: Ceph lowers bytes, and no browser has such a name.
 * - `Authorization` on a preflight. No browser sends it; Ceph would check it.
 * - `PUT` on a bucket, which makes one, and `GET ?cors`, both of which Ceph answers without looking for rules
 *   (`store.corsReadableInPage`).
 */
export function drawCases(seed: number, count: number): readonly RuleSetCase[] {
  // Without the habit of beginning with small values: few are drawn, and those are to be as good as later ones.
  return fc.sample(fc.noBias(ruleSetCase), { seed, numRuns: count });
}

const ruleSetCase: fc.Arbitrary<RuleSetCase> = world.chain((of) =>
  fc.record({
    rules: fc.oneof(
      { weight: 20, arbitrary: fc.array(ruleOf(of), { minLength: 1, maxLength: 6 }) },
      { weight: 1, arbitrary: fc.constant([]) },
    ),
    requests: fc.array(
      fc.oneof({ weight: 3, arbitrary: preflightOf(of) }, { weight: 1, arbitrary: actualOf(of) }),
      { minLength: REQUESTS_PER_RULE_SET, maxLength: REQUESTS_PER_RULE_SET },
    ),
  }),
);
