import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oncePerSecond } from '../../src/signing/once-per-second.js';
import { basicTime, httpTime } from '../../src/signing/time-formats.js';

/** A format that counts how often it is asked. */
function counting(): { readonly format: (now: Date) => string; readonly count: () => number } {
  let count = 0;
  const format = oncePerSecond((now) => {
    count += 1;
    return `${Math.floor(now.getTime() / 1000)}`;
  });
  return { format, count: () => count };
}

describe('oncePerSecond', () => {
  it('formats a second once', () => {
    const { format, count } = counting();
    expect([1000, 1000, 1001, 1999].map((ms) => format(new Date(ms)))).toEqual(['1', '1', '1', '1']);
    expect(count()).toBe(1);
    expect(format(new Date(2000))).toBe('2');
    expect(count()).toBe(2);
  });

  it('goes back when the clock does', () => {
    const { format } = counting();
    expect([5000, 4999, 5000, -1, 0].map((ms) => format(new Date(ms)))).toEqual(['5', '4', '5', '-1', '0']);
  });

  it('always gives what the format gives', () => {
    const { format } = counting();
    const times = fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(times, (list) => {
        for (const ms of list) expect(format(new Date(ms))).toBe(`${Math.floor(ms / 1000)}`);
      }),
    );
  });

  it('keeps nothing of a time that could not be formatted', () => {
    let isFailing = true;
    const format = oncePerSecond(() => {
      if (isFailing) throw new RangeError('not this time');
      return 'formatted';
    });
    expect(() => format(new Date(0))).toThrow('not this time');
    isFailing = false;
    expect(format(new Date(0))).toBe('formatted');
  });

  it('keeps nothing of what is no time', () => {
    const { format, count } = counting();
    format(new Date(Number.NaN));
    format(new Date(Number.NaN));
    expect(count()).toBe(2);
    expect(() => basicTime(new Date(Number.NaN))).toThrow(RangeError);
    expect(basicTime(new Date(0))).toBe('19700101T000000Z');
  });
});

describe('the formats of time', () => {
  it('are those of ISO 8601 and of HTTP', () => {
    const now = new Date('2024-01-15T08:30:00.999Z');
    expect(basicTime(now)).toBe('20240115T083000Z');
    expect(httpTime(now)).toBe('Mon, 15 Jan 2024 08:30:00 GMT');
  });

  it('name the second of any time', () => {
    const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, (now) => {
        const second = new Date(now.getTime() - (now.getTime() % 1000)).toISOString();
        const basic = basicTime(now);
        expect(basic).toMatch(/^\d{8}T\d{6}Z$/);
        expect(basic.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6.000Z')).toBe(second);
        expect(new Date(httpTime(now)).toISOString()).toBe(second);
      }),
    );
  });
});
