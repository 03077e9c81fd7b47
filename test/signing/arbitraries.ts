import fc from 'fast-check';

/** Keys that have been signed in one way and sent in another by somebody. */
export const AWKWARD_KEYS: readonly string[] = [
  'a b.txt',
  'a+b',
  '100%',
  '%2e%2e/x',
  '%2F',
  'f(1).txt',
  "!'()*~",
  'dir//file',
  '/leading',
  '//two',
  '/',
  'ends/',
  '报告/季度.txt',
  '🎉/e\u0301.png',
  'a\\b',
  '..\\x',
  '"quoted"',
  'a?b#c&d=e',
  'a:b@c;d,e',
  '<a>|{b}^`c`[d]',
  '.hidden',
  'x/...',
  'tab\tnew\nline\r',
  ' space at both ends ',
  '\u00a0\ufeff',
  'constructor',
  '__proto__',
];

/** Whether a browser sends a key as it is: no segment of it is resolved away. */
export function isAddressable(text: string): boolean {
  return !text.split('/').some((segment) => segment === '.' || segment === '..');
}

/** Whether a browser sends a text as it is in a form: `multipart/form-data` has its own line breaks and no half characters. */
export function isKeptInForm(text: string): boolean {
  return !/\p{Surrogate}/u.test(text) && !/\r(?!\n)|(?<!\r)\n/.test(text);
}

/** A key that a browser can address. */
export const key: fc.Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
    fc
      .array(fc.constantFrom(...AWKWARD_KEYS), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('/')),
  )
  .filter(isAddressable);

/** Half a character: a surrogate without its other half. */
export const LONE_SURROGATES: readonly string[] = ['\ud800', '\udc00', 'a\udfff/b', '\udc00\ud800'];

/** Keys that a browser makes other ones. */
export const RESOLVED_KEYS: readonly string[] = [
  '.',
  '..',
  './a',
  '../a',
  'a/.',
  'a/..',
  'a/./b',
  'a/../b',
  '/..',
  '../other/b',
];

/** A parameter's value. */
export const parameterValue: fc.Arbitrary<string> = fc.string({ unit: 'grapheme', maxLength: 20 });

/** A header's value without space in it, which some schemes count as one however much it is. */
export const headerValue: fc.Arbitrary<string> = fc.stringMatching(/^[!-~]{1,20}$/);

/** Entries with names that are different, also where case does not count or is folded. */
export function entriesOf(
  name: fc.Arbitrary<string>,
  value: fc.Arbitrary<string>,
  fold: (name: string) => string,
): fc.Arbitrary<[string, string][]> {
  return fc.uniqueArray(fc.tuple(name, value), { selector: ([text]) => fold(text), maxLength: 6 });
}

/** Two texts of which one is the other with a character put in, taken out or replaced. */
export function almostSame(
  text: fc.Arbitrary<string>,
  character: fc.Arbitrary<string>,
): fc.Arbitrary<readonly [string, string]> {
  return fc
    .tuple(text, fc.nat(), character, fc.constantFrom('put in', 'taken out', 'replaced'))
    .map(([before, at, other, how]) => {
      const characters = [...before];
      const place = at % (characters.length + (how === 'put in' ? 1 : 0) || 1);
      characters.splice(place, how === 'put in' ? 0 : 1, ...(how === 'taken out' ? [] : [other]));
      return [before, characters.join('')] as const;
    })
    .filter(([before, after]) => before !== after);
}

/** The same entries in another order. */
export function shuffled<T>(entries: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...entries], { minLength: entries.length });
}

/** A secret or a token: no spaces, and what patterns, replacements and encodings stumble over. */
export const hidden: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[!-~]{1,12}$/),
      fc.constantFrom(
        '$&',
        '$1',
        '$`',
        "$'",
        '$$',
        '(.*)',
        '[^',
        '{2}',
        '\\',
        '%41',
        '&',
        '=',
        '<',
        '"',
        '|',
        '\n',
      ),
    ),
    { minLength: 4, maxLength: 10 },
  )
  .map((parts) => parts.join('').replaceAll('\n', '\\n'))
  .filter((text) => text.length >= 16);
