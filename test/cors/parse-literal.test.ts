import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseLiteral } from '../../src/cors/documents/parse-literal.js';
import { ParseError } from '../../src/model/errors.js';

/** As JSON.parse gives it: with prototypes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('parseLiteral', () => {
  it('reads JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 2, '\t'), (json, indent) => {
        fc.pre(!json.includes('__proto__'));
        const text = JSON.stringify(JSON.parse(json), null, indent);
        const { value, isJson } = parseLiteral(text);
        expect(isJson).toBe(true);
        expect(plain(value)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('refuses what JSON.parse refuses, unless it is a literal of a program', () => {
    const text = fc.stringMatching(/^[[\]{}",:0-9.eE+\-tfn \\]{0,12}$/);
    fc.assert(
      fc.property(text, (source) => {
        let parsed: unknown;
        try {
          parsed = parseLiteral(source);
        } catch (error) {
          expect(error).toBeInstanceOf(ParseError);
          expect(() => JSON.parse(source)).toThrow();
          return;
        }
        if ((parsed as { isJson: boolean }).isJson) expect(() => JSON.parse(source)).not.toThrow();
      }),
      { numRuns: 10_000 },
    );
  });

  it('reads what stands in programs', () => {
    const { value, isJson } = parseLiteral(`
      // the rules
      {
        allowedOrigin: 'https://a.example', /* one */
        "allowedMethod": ['GET', 'it\\'s "so"', "\\u0041",],
        'max-age': 600,
        $x_1: null,
      };
    `);
    expect(isJson).toBe(false);
    expect(plain(value)).toEqual({
      allowedOrigin: 'https://a.example',
      allowedMethod: ['GET', 'it\'s "so"', 'A'],
      'max-age': 600,
      $x_1: null,
    });
  });

  it('takes no key for anything but itself', () => {
    const { value } = parseLiteral('{"__proto__":{"polluted":1},"constructor":2}');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(null);
    expect(({} as Record<string, unknown>).polluted).toBe(undefined);
  });

  it.each([
    ['nothing', '', 'a value was expected (line 1, column 1)'],
    ['a key that stands twice', '{"a":1,\n "a":2}', 'the key "a" stands twice (line 2, column 5)'],
    ['an end that is missing', '[1', '"," or "]" was expected'],
    ['two values', '1 2', 'more follows'],
    ['a number and a text', '0""', 'more follows'],
    ['a text without an end', '"a', 'a value was expected'],
    ['a comment without an end', '/* a', 'a value was expected'],
    ['a line break in a text', '"a\nb"', 'a value was expected'],
    ['an escape that is none', '"\\x"', 'an escape or a character'],
    ['a word', 'undefined', 'a value was expected'],
    ['a number with a zero before it', '01', 'a value was expected'],
    ['a call', 'process.exit()', 'a value was expected'],
    ['an empty place in a list', '[,]', 'a value was expected'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseLiteral(text)).toThrow(ParseError);
    expect(() => parseLiteral(text)).toThrow(message);
  });

  it('stays within bounds on what is deep or long', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => parseLiteral(deep(33))).not.toThrow();
    for (const depth of [34, 500_000])
      expect(() => parseLiteral(deep(depth))).toThrow('nested deeper than 32');
    expect(() => parseLiteral('{"a":'.repeat(100_000))).toThrow('nested deeper than 32');
    expect(parseLiteral(`"${'a'.repeat(1_000_000)}"`).value).toHaveLength(1_000_000);
    expect(parseLiteral(`'${'\\\\'.repeat(300_000)}'`).value).toHaveLength(300_000);
    expect(parseLiteral(`${'/**/'.repeat(250_000)}1`).value).toBe(1);
    expect(() => parseLiteral(`"${'a'.repeat(1_000_000)}`)).toThrow(ParseError);
  });
});
