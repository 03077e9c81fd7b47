import { describe, expect, it } from 'vitest';
import { isAllowedByRules } from '../../../src/cors/is-allowed-by-rules.js';
import { askByProbes } from '../../../src/diagnose/ask-by-probes.js';
import type { Cause } from '../../../src/diagnose/infer/cause.js';
import { findCause } from '../../../src/diagnose/infer/find-cause.js';
import { showsUploads } from '../../../src/diagnose/shows-uploads.js';
import { seededRandom } from '../../conformance/random.js';
import { exampleBucket } from '../../support/buckets.js';
import { simulatedPage } from '../../support/simulated-page.js';
import { ORIGIN, type RandomCase, randomCase, truthOf } from './random-case.js';

const CASES = 10_000;
const SEED = 20261121;

/** Why nothing can be said of some buckets, however often they are asked. */
const HIDDEN = ['masked', 'budget', 'method-or-all', 'headers-or-all'];

interface Tally {
  requests: number[];
  roundTrips: number[];
  undecided: number;
  /** Undecided although nothing was hidden and there was room for more questions. */
  givenUp: number;
  wrong: unknown[];
  /** Of these, what would be called a proof. */
  wronglyProven: unknown[];
}

describe('the search for a cause among random buckets', () => {
  it('is right with few requests and round trips', async () => {
    const tally = await searchAll(0);
    expect(tally.wrong).toEqual([]);
    expect(tally.givenUp).toBe(0);
    expect(mean(tally.requests)).toBeLessThan(7.75);
    expect(Math.max(...tally.requests)).toBeLessThanOrEqual(25);
    expect(median(tally.roundTrips)).toBeLessThanOrEqual(6);
  }, 120_000);

  it('proves nothing wrong where one request in twenty gets lost', async () => {
    const tally = await searchAll(5);
    expect(tally.wronglyProven).toEqual([]);
    expect(tally.wrong.length).toBeLessThanOrEqual(CASES / 2000);
    expect(Math.max(...tally.requests)).toBeLessThanOrEqual(25);
  }, 120_000);
});

async function searchAll(lossPercent: number): Promise<Tally> {
  const tally: Tally = {
    requests: [],
    roundTrips: [],
    undecided: 0,
    givenUp: 0,
    wrong: [],
    wronglyProven: [],
  };
  for (let index = 0; index < CASES; index += 1) {
    const random = seededRandom(SEED, index);
    const given = randomCase(random);
    const { rules, store, method, names, authErrorsHidden } = given;
    const page = simulatedPage({
      origin: ORIGIN,
      rules,
      store,
      authErrorsHidden,
      loses: () => random.percent(lossPercent),
    });
    const needsPreflight = names.length > 0 || !['GET', 'HEAD', 'POST'].includes(method);
    const sent = {
      origin: ORIGIN,
      method,
      url: 'https://store.invalid/photos/a',
      unsafeHeaders: names,
      droppedHeaders: [],
      needsPreflight,
      preflightCauses: [],
    };
    const described = { sent, standIns: new Map(), pageHeaders: {} };
    const budget = { left: 25 };
    const ask = askByProbes(page, exampleBucket(store), 'a', described, budget, () => {});
    const reach = () => {
      budget.left -= 1;
      return page.reach('https://store.invalid/');
    };
    const cause = await findCause({
      ask,
      reach,
      method,
      names,
      needsPreflight,
      showsUploads: showsUploads(sent),
      isFirstBlind: showsUploads(sent),
      hidesSignatures: store.hidesSignatureErrors === true,
    });
    tally.requests.push(page.requests());
    tally.roundTrips.push(page.roundTrips());
    if (cause.kind === 'unknown') {
      tally.undecided += 1;
      if (!HIDDEN.includes(cause.why)) tally.givenUp += 1;
    } else if (!isRight(given, cause)) {
      const wrong = { seed: SEED, index, cause };
      tally.wrong.push(wrong);
      const isProof = cause.kind === 'method' || (cause.kind === 'headers' && cause.isCertain);
      if (isProof && showsUploads(sent)) tally.wronglyProven.push(wrong);
    }
  }
  report(lossPercent, tally);
  return tally;
}

/** Whether the kind is right and each conflict is a smallest refused set. */
function isRight({ rules, store, method, ...given }: RandomCase, cause: Cause): boolean {
  if (cause.kind !== truthOf({ rules, store, method, ...given })) return false;
  if (cause.kind !== 'headers') return true;
  const passes = (headers: readonly string[]) =>
    isAllowedByRules(rules, store, { origin: ORIGIN, method, headers }) === true;
  return cause.conflicts.every(
    (conflict) =>
      !passes(conflict) && conflict.every((name) => passes(conflict.filter((other) => other !== name))),
  );
}

function report(lossPercent: number, { requests, roundTrips, undecided, wrong, wronglyProven }: Tally): void {
  process.stdout.write(
    `${CASES} buckets, seed ${SEED}, ${lossPercent} % lost: requests ${mean(requests).toFixed(2)} on average, ` +
      `${Math.max(...requests)} at most; round trips ${median(roundTrips)} at the median; ` +
      `undecided ${undecided}; wrong ${wrong.length}, of these proofs ${wronglyProven.length}\n`,
  );
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
