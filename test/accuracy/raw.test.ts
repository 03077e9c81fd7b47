import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import { diagnoseRaw } from '../../src/node/index.js';
import type { AccuracyCase } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { startFront } from './play/front.js';
import { openLocalWorld } from './play/local-world.js';
import { acceptsOf, knownBeside, placed, prepareCase } from './play/prepared-case.js';
import { signedRequest } from './play/signed-request.js';
import { sayableOfAnswers } from './truth/sayable.js';
import { type Truth, truthOf } from './truth/truth.js';

/** As the rules of the cases name it. */
const ORIGIN = 'http://127.0.0.1:41234';
const TIME_LIMIT_MS = 240_000;
/** Long beside what an answer takes here, short where none will come. */
const HANGING_MS = 700;
const SIDE_BY_SIDE = 10;

/** What Node's own preflights found of a case, and what may be said of it. */
interface Asked {
  readonly of: AccuracyCase;
  readonly diagnosis: Diagnosis;
  readonly truth: Truth;
}

/** The same cases that pages are asked about, asked by `diagnoseRaw()`. */
async function askRaw(seed: number, cases: number): Promise<Asked[]> {
  const world = openLocalWorld();
  const front = await startFront(1);
  const ask = async (index: number): Promise<Asked> => {
    const of = { ...placed(generateCase(seed, index, false), ORIGIN), isSlow: false };
    const prepared = await prepareCase(of, { world, front }, 0);
    const { staged } = prepared;
    const request = await signedRequest(of, prepared.job, ORIGIN);
    // From here on the network loses what it loses.
    staged.isDiagnosed = true;
    const diagnosis = await diagnoseRaw(request, { ...knownBeside(of), timeoutMs: HANGING_MS });
    const { needsPreflight, unsafeHeaders } = diagnosis.request;
    const accepts = acceptsOf(prepared, ORIGIN);
    const asked = needsPreflight ? unsafeHeaders : null;
    return { of, diagnosis, truth: truthOf({ of, engine: 'chromium', origin: ORIGIN, accepts, asked }) };
  };
  const found: Asked[] = [];
  try {
    for (let start = 0; start < cases; start += SIDE_BY_SIDE) {
      const indexes = Array.from({ length: SIDE_BY_SIDE }, (_, at) => start + at);
      found.push(...(await Promise.all(indexes.map(ask))));
    }
    expect(front.errors).toEqual([]);
  } finally {
    await front.stop();
    await world.stop();
  }
  return found;
}

it.each([20_261_122, randomInt(2 ** 31)])(
  "Node's own preflights find the cause of random cases, seed %d",
  async (seed) => {
    const asked = await askRaw(seed, 300);
    const wrong = asked.flatMap(({ of, diagnosis, truth }) => {
      const { code, confidence, undecided } = diagnosis;
      const right = sayableOfAnswers(of, truth);
      const isOpen =
        confidence !== 'proof' && undecided?.candidates.some((one) => right.includes(one)) === true;
      // A probe that this network has lost, it loses each time.
      const isLost = of.isFlaky && code === 'pre.reset' && confidence !== 'proof';
      return right.includes(code) || isOpen || isLost
        ? []
        : [
            `case ${of.index}, ${of.kind} ${of.fault?.code ?? ''}: ${code} (${confidence}) is none of ${right}`,
          ];
    });
    expect(wrong).toEqual([]);
    const proven = asked.filter(({ diagnosis }) => diagnosis.confidence === 'proof');
    expect(proven.length).toBeGreaterThan(asked.length / 5);
  },
  TIME_LIMIT_MS,
);
