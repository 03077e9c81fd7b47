import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClock, learnIfOff } from '../../src/credentials/clock.js';

const START = Date.parse('2026-11-21T10:00:00Z');

function clockAt(time: number) {
  const platform = { time };
  return { platform, clock: createClock(() => new Date(platform.time)) };
}

describe('createClock', () => {
  it('gives the platform’s own time until it has learned', () => {
    const own = new Date(START);
    const clock = createClock(() => own);
    expect(clock.now()).toBe(own);
    expect(clock.offsetMs()).toBe(0);
  });

  it('goes on from what it learned, and learns anew', () => {
    const { platform, clock } = clockAt(START);
    clock.learn(new Date(START + 3_600_000));
    expect(clock.offsetMs()).toBe(3_600_000);
    platform.time += 5000;
    expect(clock.now()).toEqual(new Date(START + 3_605_000));
    clock.learn(new Date(START));
    expect(clock.offsetMs()).toBe(-5000);
    expect(clock.now()).toEqual(new Date(START));
  });

  it('learns nothing from an invalid date', () => {
    const { clock } = clockAt(START);
    clock.learn(new Date(START + 60_000));
    clock.learn(new Date(Number.NaN));
    expect(clock.offsetMs()).toBe(60_000);
  });
});

describe('learnIfOff', () => {
  it.each([
    [-30_000, true],
    [-29_999, false],
    [0, false],
    [29_999, false],
    [30_000, true],
    [Number.NaN, false],
  ])('an offset of %d ms: %s', (offset, isOff) => {
    const { clock } = clockAt(START);
    expect(learnIfOff(clock, new Date(START + offset))).toBe(isOff);
    expect(clock.offsetMs()).toBe(isOff ? offset : 0);
  });

  it('takes a slow answer for no clock that is off', () => {
    const { platform, clock } = clockAt(START);
    platform.time += 600_000;
    expect(learnIfOff(clock, new Date(START - 29_999), new Date(START))).toBe(false);
    expect(learnIfOff(clock, new Date(START + 629_999), new Date(START))).toBe(false);
    expect(learnIfOff(clock, new Date(START - 30_000), new Date(START))).toBe(true);
    expect(clock.now()).toEqual(new Date(START - 30_000));
  });

  it('is content with what it taught', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (offset) => {
        const { clock } = clockAt(START);
        learnIfOff(clock, new Date(START + offset));
        expect(learnIfOff(clock, new Date(START + offset))).toBe(false);
      }),
    );
  });
});
