import fc from 'fast-check';

/** What a browser sends. */
const ORIGINS: readonly string[] = [
  'https://a.example',
  'http://a.example',
  'https://a.example:8443',
  'https://b.a.example',
  'https://www.a.example',
  'http://localhost:3000',
  'null',
];
const ODD_ORIGINS = [
  'https://A.example',
  'HTTPS://a.example',
  'https://a.example/',
  'https://a.example:443',
  'a.example',
  'https://bücher.example',
  '*',
  'https://*.a.example',
  'https://a.example, https://b.a.example',
  'https://a.example https://b.a.example',
  `https://${'a'.repeat(200)}.example`,
];
/** The methods that Ceph knows. */
export const METHODS: readonly string[] = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
/** Others. */
export const ODD_METHODS: readonly string[] = [
  'get',
  'Put',
  'PATCH',
  'OPTIONS',
  'G ET',
  'GET, PUT',
  '*',
  'GETT',
  'X',
  '',
];
const NAMES = [
  'authorization',
  'x-amz-date',
  'x-amz-acl',
  'content-type',
  'x-amz-meta-a',
  'x-a',
  'x_a',
  'x!a',
];

/** A text with a part of it replaced by a star; where beginning and end overlap, the star stands for less than nothing. */
export function starred(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.nat(), fc.nat(), fc.integer({ min: 0, max: 2 }))
    .map(([whole, a, b, kind]) => {
      const [from, to] = [a % (whole.length + 1), b % (whole.length + 1)];
      const [low, high] = [Math.min(from, to), Math.max(from, to)];
      return kind === 0
        ? `${whole.slice(0, high)}*${whole.slice(low)}`
        : `${whole.slice(0, low)}*${whole.slice(high)}`;
    })
    .filter((pattern) => !pattern.includes(' ') && pattern.split('*').length === 2);
}

/** A text in lower case, in capitals, or each word with one. */
export const mixedCase = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(text, fc.constantFrom('lower', 'upper', 'title')).map(([name, how]) => {
    if (how === 'lower') return name;
    return how === 'upper' ? name.toUpperCase() : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
  });

/** What a rule set and its requests speak of: few values, so that they meet often. */
export interface World {
  /** An origin, mostly one that a browser sends. */
  readonly origin: fc.Arbitrary<string>;
  /** A header name in any case. */
  readonly name: fc.Arbitrary<string>;
}

/** Two origins or one, and a few names. */
export const world: fc.Arbitrary<World> = fc
  .tuple(
    fc.subarray([...ORIGINS], { minLength: 1, maxLength: 2 }),
    fc.subarray([...NAMES], { minLength: 1, maxLength: 3 }),
  )
  .map(([origins, names]) => ({
    origin: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...origins) },
      { weight: 1, arbitrary: fc.constantFrom(...ORIGINS, ...ODD_ORIGINS) },
    ),
    name: mixedCase(
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...names) },
        { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
      ),
    ),
  }));
