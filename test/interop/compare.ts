import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { KnownDifference, PeerName } from './known-difference.js';

/** How many requests that show no known difference are compared, as they were drawn, for each scheme, form and peer. */
const UNTOUCHED_REQUESTS = 200;
/** Of those that show one, which are drawn besides, at most so many are: they take several signatures each. */
const MOST_NORMALISED = 200;
/** How many of those come on one that shows none: far above what is to be expected, so that it never fails by chance. */
const MOST_DRAWN_PER_UNTOUCHED = 50;

/** What a signer made of a request. */
export interface Outcome {
  readonly signature: string;
  /** What else must be equal: the `Authorization` header, the parameters of the URL, what was signed. */
  readonly [part: string]: unknown;
}

/** A scheme in our hands and in those of a peer. */
export interface Comparison<Request, Form extends string> {
  readonly peer: PeerName;
  readonly scheme: string;
  readonly forms: readonly Form[];
  readonly draw: (form: Form) => fc.Arbitrary<Request>;
  readonly differences: readonly KnownDifference<Request>[];
  readonly ours: (request: Request) => Promise<Outcome>;
  readonly theirs: (request: Request) => Promise<Outcome>;
}

/** How often something happened in one form. */
interface Counts {
  untouched: number;
  normalised: number;
  readonly differences: Map<string, number>;
}

/**
 * The tests of a comparison: that requests are signed alike, drawn until 200 of them needed nothing to be taken away, and
 * that each known difference is still one. A request that shows known differences must be signed otherwise, for each of
 * them alone too, and alike once they are taken away.
 */
export function describeComparison<Request, Form extends string>(
  comparison: Comparison<Request, Form>,
): void {
  const { peer, scheme, forms, draw, differences } = comparison;
  describe(`${scheme} by ${peer}`, () => {
    const report: string[] = [];
    afterAll(() => {
      process.stdout.write(`${report.join('\n')}\n`);
    });

    it.each(forms.map((form) => [form]))(
      `signs ${UNTOUCHED_REQUESTS} requests alike as they were drawn: %s`,
      async (form) => {
        const counts: Counts = { untouched: 0, normalised: 0, differences: new Map() };
        const property = fc.asyncProperty(draw(form), async (request) => {
          // Others are compared too, but do not count as a run.
          fc.pre(await compare(comparison, request, counts));
        });
        await fc.assert(property, {
          numRuns: UNTOUCHED_REQUESTS,
          maxSkipsPerRun: MOST_DRAWN_PER_UNTOUCHED,
        });
        report.push(...describeCounts(`${scheme}, ${form}, ${peer}`, counts));
        expect(counts.untouched).toBe(UNTOUCHED_REQUESTS);
      },
    );

    it.each(differences.map((difference) => [difference.name, difference] as const))(
      'is known to differ: %s',
      async (_, difference) => {
        const { example } = difference;
        expect(differences.filter(({ applies }) => applies(example))).toEqual([difference]);
        await expectDifference(comparison, difference, example);
        const mended = difference.normalise(example);
        expect(differences.filter(({ applies }) => applies(mended))).toEqual([]);
        await expectEqual(comparison, mended);
      },
    );
  });
}

/** @returns Whether the request shows no known difference, and was compared as it was drawn. */
async function compare<Request, Form extends string>(
  comparison: Comparison<Request, Form>,
  request: Request,
  counts: Counts,
): Promise<boolean> {
  const { differences, ours, theirs } = comparison;
  const applying = differences.filter(({ applies }) => applies(request));
  if (applying.length === 0) {
    await expectEqual(comparison, request);
    counts.untouched += 1;
    return true;
  }
  if (counts.normalised >= MOST_NORMALISED) return false;
  const whole = await signatureOf(theirs(request));
  expect(whole, 'the whole request').not.toBe((await ours(request)).signature);
  for (const difference of applying) {
    const others = differences.filter((other) => other !== difference);
    const alone = normalise(request, others);
    // What mends another one may mend this one too.
    if (!difference.applies(alone)) continue;
    await expectDifference(comparison, difference, alone);
    counts.differences.set(difference.name, (counts.differences.get(difference.name) ?? 0) + 1);
  }
  await expectEqual(comparison, normalise(request, differences));
  counts.normalised += 1;
  return false;
}

/** The peer's signature is ours, and so is everything else that it made. */
async function expectEqual<Request, Form extends string>(
  { ours, theirs }: Comparison<Request, Form>,
  request: Request,
): Promise<void> {
  const outcome = await ours(request);
  expect(outcome.signature).not.toBe('');
  expect(await theirs(request)).toEqual(outcome);
}

/** The peer signs otherwise than we, or throws what it is known to throw. */
async function expectDifference<Request, Form extends string>(
  { ours, theirs }: Comparison<Request, Form>,
  { name, throws }: KnownDifference<Request>,
  request: Request,
): Promise<void> {
  const { signature } = await ours(request);
  expect(signature, name).not.toBe('');
  if (throws === undefined) expect((await theirs(request)).signature, name).not.toBe(signature);
  else await expect(theirs(request), name).rejects.toThrow(throws);
}

/** `undefined`: it threw. */
async function signatureOf(signing: Promise<Outcome>): Promise<string | undefined> {
  return signing.then(
    ({ signature }) => signature,
    () => undefined,
  );
}

/** Takes away every one of the differences. To take away one may bring another about, so it goes on until none applies. */
function normalise<Request>(request: Request, differences: readonly KnownDifference<Request>[]): Request {
  let mended = request;
  for (let round = 0; round < 10; round += 1) {
    const applying = differences.filter(({ applies }) => applies(mended));
    if (applying.length === 0) return mended;
    for (const difference of applying) {
      if (difference.applies(mended)) mended = difference.normalise(mended);
    }
  }
  const names = differences.filter(({ applies }) => applies(mended)).map(({ name }) => name);
  throw new Error(`These differences are not taken away by normalising: ${names.join('; ')}`);
}

function describeCounts(title: string, { untouched, normalised, differences }: Counts): string[] {
  return [
    `${title}: ${untouched} equal as they were drawn, and ${normalised} more after known differences were taken away`,
    ...[...differences].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `  ${count} × ${name}`),
  ];
}
