import fc from 'fast-check';
import { METHODS, mixedCase, ODD_METHODS, type World } from './draw-texts.js';

/** A header line as it travels. */
export type Line = readonly [name: string, value: string];

/** How a request is signed, if it is. */
export type Signing = 'none' | 'headers' | 'url';

/** What is the matter with a signature. The last two are what Ceph looks at on a preflight too. */
export type SignatureState = 'good' | 'wrong' | 'unknown-key' | 'expired';

/** A request to one bucket. */
export interface RawRequest {
  readonly method: string;
  /** What of the bucket it is about. */
  readonly target: 'object' | 'missing-object' | 'bucket' | 'bucket-slash';
  readonly signing: Signing;
  /** Counts where the request is signed. */
  readonly signature: SignatureState;
  /** The header lines that CORS looks at, in the order in which they are sent. */
  readonly lines: readonly Line[];
}

const namesOf = ({ name }: World): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(
        fc.oneof(
          { weight: 9, arbitrary: name },
          { weight: 1, arbitrary: fc.constantFrom('', 'x', '*', 'x-*') },
        ),
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(',', ', ') },
          { weight: 2, arbitrary: fc.constantFrom(' ,', ',,', ' , ', ';', '=', ' ', '\t', ',\t ') },
        ),
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.map(([each, separator]) => `${each}${separator}`).join(''))
    // A list that ends in a comma is rarer than one that does not.
    .chain((text) => fc.constantFrom(text, text.replace(/[,;=\s]+$/, ''), text.replace(/[,;=\s]+$/, '')));

/** A header that mostly comes once, sometimes not at all or twice, its name in any case and its value with space around. */
function lines(header: string, value: fc.Arbitrary<string>, absentWeight: number): fc.Arbitrary<Line[]> {
  const line = fc
    .tuple(mixedCase(fc.constant(header)), value, fc.constantFrom('', '', '', ' ', '\t'))
    .map(([spelled, text, space]): Line => [spelled, `${space}${text}${space}`]);
  return fc.oneof(
    { weight: 20, arbitrary: fc.array(line, { minLength: 1, maxLength: 1 }) },
    { weight: absentWeight, arbitrary: fc.constant<Line[]>([]) },
    { weight: 1, arbitrary: fc.array(line, { minLength: 2, maxLength: 2 }) },
  );
}

const askedMethod = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...METHODS) },
  { weight: 1, arbitrary: fc.constantFrom(...ODD_METHODS) },
);

const ORIGIN = 'origin';
const ASKED_METHOD = 'access-control-request-method';
const ASKED_HEADERS = 'access-control-request-headers';

const inAnyOrder = (parts: fc.Arbitrary<[Line[], Line[], Line[]]>): fc.Arbitrary<Line[]> =>
  parts.chain((lists) =>
    fc.shuffledSubarray(lists.flat(), { minLength: lists.flat().length, maxLength: lists.flat().length }),
  );

/** A preflight in a world. */
export const preflightOf = (world: World): fc.Arbitrary<RawRequest> =>
  fc.record({
    method: fc.constant('OPTIONS'),
    target: fc.constantFrom(
      'object' as const,
      'missing-object' as const,
      'bucket' as const,
      'bucket-slash' as const,
    ),
    signing: fc.oneof(
      { weight: 5, arbitrary: fc.constant('none' as const) },
      { weight: 1, arbitrary: fc.constant('url' as const) },
    ),
    signature: fc.constantFrom('good' as const, 'wrong' as const, 'unknown-key' as const, 'expired' as const),
    lines: inAnyOrder(
      fc.tuple(
        lines(ORIGIN, world.origin, 1),
        lines(ASKED_METHOD, askedMethod, 1),
        lines(ASKED_HEADERS, namesOf(world), 8),
      ),
    ),
  });

/** Another request in a world. */
export const actualOf = (world: World): fc.Arbitrary<RawRequest> =>
  fc.record({
    method: fc.constantFrom(...METHODS),
    target: fc.constantFrom('object' as const, 'missing-object' as const),
    signing: fc.constantFrom('none' as const, 'headers' as const, 'url' as const),
    signature: fc.constantFrom('good' as const, 'good' as const, 'wrong' as const, 'unknown-key' as const),
    lines: inAnyOrder(
      fc.tuple(
        lines(ORIGIN, world.origin, 2),
        lines(ASKED_METHOD, askedMethod, 60),
        lines(ASKED_HEADERS, namesOf(world), 60),
      ),
    ),
  });
