import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern } from '../../src/rules/match-pattern.js';

/** The same said by a regular expression. */
function naive(pattern: string, value: string): boolean {
  const [before = '', ...rest] = pattern.split('*');
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const source = rest.length === 0 ? literal(before) : `${literal(before)}.*${literal(rest.join('*'))}`;
  return new RegExp(`^(?:${source})$`, 's').test(value);
}

describe('matchPattern', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['https://*.example.com', 'https://a.b.example.com', true],
    ['https://*.example.com', 'https://.example.com', true],
    ['https://*.example.com', 'https://example.com', false],
    ['start*end', 'startend', true],
    ['start*end', 'start-end', true],
    ['start*end', 'start-ends', false],
    ['ab*b', 'ab', false],
    ['ab*b', 'abb', true],
    ['a.c', 'abc', false],
    ['A', 'a', false],
    ['', '', true],
    ['', 'a', false],
  ])('%j and %j: %s', (pattern, value, matches) => {
    expect(matchPattern(pattern, value)).toBe(matches);
  });

  it('agrees with a regular expression', () => {
    // Few letters, so that prefix and suffix often meet.
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '+', '[', '\n', '😀'), maxLength: 6 });
    const pattern = fc.oneof(
      text,
      fc.tuple(text, text).map(([prefix, suffix]) => `${prefix}*${suffix}`),
    );
    const pair = fc.oneof(
      fc.tuple(pattern, text),
      fc
        .tuple(text, text, text)
        .map(([prefix, run, suffix]) => [`${prefix}*${suffix}`, prefix + run + suffix] as const),
    );
    fc.assert(
      fc.property(pair, ([first, value]) => {
        expect(matchPattern(first, value)).toBe(naive(first, value));
      }),
      { numRuns: 2000 },
    );
  });
});
