import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';
import { diagnoseRaw } from '../../src/node/index.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { s3 } from '../../src/stores/s3.js';
import { presignUrl, signRequest } from '../../src/transport/sign-request.js';
import type { AccuracyCase } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { stageCase, startFront } from './play/front.js';
import { openLocalWorld } from './play/local-world.js';
import { whimOf } from './play/whim.js';
import { placed } from './run.js';
import { COOKIE_CODES } from './truth/cookies-truth.js';
import { acceptsFor } from './truth/over-grant.js';
import { acceptsBy } from './truth/rules-truth.js';
import { type Truth, truthOf } from './truth/truth.js';

const STORES = { s3, oss, cos, qingstor, ceph };
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
    const request = await signedRequest(of, name, endpoint, world.regionFor(of), world.credentialsFor(of));
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
    return { of, diagnosis, truth: truthOf({ of, engine: 'firefox', origin: ORIGIN, accepts, asked }) };
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

/** What the page of a case sends. */
async function signedRequest(
  { request: { method, key, headers, signing, withCookies }, store }: AccuracyCase,
  name: string,
  endpoint: string,
  region: string,
  credentials: string,
) {
  const bucket = createBucket({
    store: STORES[store],
    bucket: name,
    addressing: 'path',
    credentials: () => credentials,
    // QingStor has no others.
    dangerouslyAllowLongLivedKeys: true,
    ...{ endpoint, region },
  });
  const request = { method, key, headers };
  const signed =
    signing === 'header'
      ? await signRequest(bucket, request)
      : signing === 'url'
        ? await presignUrl(bucket, request, { expiresInSeconds: 60 })
        : { url: `${endpoint}/${name}/${key}`, headers: {} };
  return {
    ...{ origin: ORIGIN, method, url: signed.url },
    headers: Object.entries({ ...headers, ...signed.headers }),
    credentials: withCookies ? ('include' as const) : ('same-origin' as const),
  };
}

/** All that an answer may show of a case which a page is not shown, beside what a page may say. */
function sayable({ of, truth }: Asked): readonly string[] {
  const { request, store, fault } = of;
  const code = fault?.code ?? '';
  const seen: DiagnosisCode[] = [
    // The words of the store, which say no more.
    'pre.refused',
    ...(truth.isReadable ? (['act.readable-error'] as const) : []),
    // Whatever is behind: an answer that does not agree to cookies is refused first.
    ...(request.withCookies ? COOKIE_CODES : []),
    // Ceph looks at the signature in a URL before any rule.
    ...(store === 'ceph' && request.signing === 'url' ? (['pre.auth-query'] as const) : []),
    // It names two origins in one line, of which one is none.
    ...(code === 'pre.acao-invalid' ? (['pre.acao-multiple'] as const) : []),
    // Who is the first to ask gets an answer with the headers. No other client reads before, here.
    ...(code === 'cache.cdn-poison' ? (['ok.allowed'] as const) : []),
  ];
  return [...truth.codes, ...truth.guesses, ...truth.causes, code, ...seen];
}

it.each([20_261_122, randomInt(2 ** 31)])(
  "Node's own preflights find the cause of random cases, seed %d",
  async (seed) => {
    const asked = await askRaw(seed, 300);
    const wrong = asked.flatMap((each) => {
      const { of, diagnosis } = each;
      const { code, confidence, undecided } = diagnosis;
      const right = sayable(each);
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
