import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showSecret, showValue } from '../../src/model/show-value.js';

describe('showValue', () => {
  it.each([
    [undefined, 'absent'],
    [null, 'null'],
    ['a"b', '"a\\"b"'],
    ['', '""'],
    [0, '0'],
    [Number.NaN, 'NaN'],
    [true, 'true'],
    [10n, '10'],
    [Symbol('x'), 'Symbol(x)'],
    [() => 1, 'a function'],
    [[1, 2], 'an array of 2'],
    [{ a: 1 }, 'an object'],
    [new Date('2026-11-21T10:00:00Z'), '2026-11-21T10:00:00.000Z'],
    [new Date('x'), 'an invalid Date'],
    ['x'.repeat(80), `"${'x'.repeat(80)}"`],
    ['x'.repeat(81), `"${'x'.repeat(79)}…"`],
  ])('%s', (value, shown) => {
    expect(showValue(value)).toBe(shown);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true }), (value) => {
        expect(typeof showValue(value)).toBe('string');
      }),
    );
  });
});

describe('showSecret', () => {
  it('shows that it is there and how long it is, never what it is', () => {
    expect(showSecret('abc')).toBe('a secret of 3 characters');
    expect(showSecret(undefined)).toBe('absent');
    expect(showSecret(null)).toBe('null');
    expect(showSecret(123456)).toBe('a number, not shown');
    expect(showSecret({ a: 1 })).toBe('an object, not shown');
  });
});
