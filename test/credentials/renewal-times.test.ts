import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renewalTimes } from '../../src/credentials/renewal-times.js';

const START = Date.parse('2026-11-21T10:00:00Z');
const MINUTE = 60_000;

function timesAfter(lifeMs: number, refreshBeforeSeconds: number, random: number) {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b', expiration: new Date(START + lifeMs) };
  const { renewAtMs, tooOldAtMs } = renewalTimes(credentials, START, refreshBeforeSeconds, random);
  return { renewAfterMs: renewAtMs - START, tooOldAfterMs: tooOldAtMs - START };
}

describe('renewalTimes', () => {
  it.each([
    ['an hour', 60 * MINUTE, 300, 0, 55 * MINUTE, 60 * MINUTE - 10_000],
    ['an hour, moved forward by a fifth', 60 * MINUTE, 300, 1, 54 * MINUTE, 60 * MINUTE - 10_000],
    ['an hour, half of that', 60 * MINUTE, 300, 0.5, 54.5 * MINUTE, 60 * MINUTE - 10_000],
    ['ten minutes: after four fifths', 10 * MINUTE, 300, 0, 8 * MINUTE, 10 * MINUTE - 10_000],
    ['another time before', 60 * MINUTE, 60, 0, 59 * MINUTE, 60 * MINUTE - 10_000],
    ['ten seconds', 10_000, 300, 0, 8000, 9000],
    ['all that is allowed', 60 * MINUTE, Number.POSITIVE_INFINITY, 0, 48 * MINUTE, 60 * MINUTE - 10_000],
    ['none left', -MINUTE, 300, 1, -MINUTE, -MINUTE],
  ])('%s', (_, lifeMs, refreshBeforeSeconds, random, renewAfterMs, tooOldAfterMs) => {
    expect(timesAfter(lifeMs, refreshBeforeSeconds, random)).toEqual({ renewAfterMs, tooOldAfterMs });
  });

  it('never renews what has no end that is known', () => {
    const never = { renewAtMs: Number.POSITIVE_INFINITY, tooOldAtMs: Number.POSITIVE_INFINITY };
    expect(renewalTimes({ accessKeyId: 'a', secretAccessKey: 'b' }, START, 300, 1)).toEqual(never);
    expect(
      renewalTimes({ accessKeyId: 'a', secretAccessKey: 'b' }, START, Number.POSITIVE_INFINITY, 1),
    ).toEqual(never);
  });

  it('keeps credentials for three quarters of their life, renews before they are too old, and that before they end', () => {
    const life = fc.integer({ min: 1, max: 40 * 60 * MINUTE });
    const before = fc.oneof(
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.constant(Number.POSITIVE_INFINITY),
    );
    fc.assert(
      fc.property(life, before, fc.double({ min: 0, max: 1, noNaN: true }), (lifeMs, seconds, random) => {
        const { renewAfterMs, tooOldAfterMs } = timesAfter(lifeMs, seconds, random);
        expect(renewAfterMs).toBeGreaterThanOrEqual(lifeMs * 0.75 - 1e-3);
        expect(renewAfterMs).toBeLessThanOrEqual(tooOldAfterMs);
        expect(tooOldAfterMs).toBeLessThanOrEqual(lifeMs);
      }),
    );
  });
});
