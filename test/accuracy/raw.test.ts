import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import { diagnoseRaw } from '../../src/node/index.js';
import type { AccuracyCase } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { stageCase, startFront } from './play/front.js';
import { openLocalWorld } from './play/local-world.js';
import { signedRequest } from './play/signed-request.js';
import { STORES } from './play/stores.js';
import { whimOf } from './play/whim.js';
import { placed } from './run.js';
import { acceptsFor } from './truth/over-grant.js';
import { acceptsBy } from './truth/rules-truth.js';
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
  const [endpoint = ''] = front.endpoints;
  const ask = async (index: number): Promise<Asked> => {
    const of = { ...placed(generateCase(seed, index, false), ORIGIN), isSlow: false };
    const name = `case-${index}`;
    const bucket = await world.addBucket(name, of, of.rules, true);
    const staged = stageCase(of, bucket.handler, whimOf(of));
    front.staged.set(name, staged);
    const place = {
      endpoint,
      bucket: name,
      region: world.regionFor(of),
      credentials: world.credentialsFor(of),
    };
    const request = await signedRequest(of, place, ORIGIN);
    // From here on the network loses what it loses.
    staged.isDiagnosed = true;
    const rules = of.oldRules ?? (of.knowsRules ? of.rules : undefined);
    const diagnosis = await diagnoseRaw(request, {
      store: STORES[of.store],
      timeoutMs: HANGING_MS,
      ...(rules === undefined ? {} : { rules }),
    });
    const { needsPreflight, unsafeHeaders } = diagnosis.request;
    const byRules = acceptsFor(bucket.accepts, ORIGIN);
    const whim = staged.whim ?? (() => true);
    const accepts = acceptsBy((method, names) => whim(method, names) && byRules(method, names), byRules);
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
