import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import type { RawRequest } from '../../src/diagnose/raw/raw-exchange.js';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';
import { diagnoseRaw } from '../../src/node/index.js';
import { seededRandom } from '../conformance/random.js';
import type { AccuracyCase } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { startFront } from './play/front.js';
import { openLocalWorld } from './play/local-world.js';
import { behindGateway, TO_ANSWERS, TO_OPTIONS } from './play/options-gateway.js';
import { acceptsOf, knownBeside, placed, prepareCase } from './play/prepared-case.js';
import { signedRequest } from './play/signed-request.js';
import { askedOf } from './truth/asked-of.js';
import { sayableOfAnswers } from './truth/sayable.js';
import { type Truth, truthOf } from './truth/truth.js';

/** As the rules of the cases name it. */
const ORIGIN = 'http://127.0.0.1:41234';
const TIME_LIMIT_MS = 240_000;
/** Long beside what an answer takes here, short where none will come. */
const HANGING_MS = 700;
/** Where none hangs. */
const TIMEOUT_MS = 10_000;
const SIDE_BY_SIDE = 10;

/** Of a diagnosis of what needs no preflight, those included that are asked again. */
const MOST_REQUESTS = 25;

/** What Node's own preflights found of a case, and what may be said of it. */
interface Asked {
  readonly of: AccuracyCase;
  readonly diagnosis: Diagnosis;
  readonly truth: Truth;
  /** What a browser asks for, whatever the diagnosis says. `null`: it does not ask. */
  readonly asked: readonly string[] | null;
  /** The answer to the page's own request, where the case has one of a gateway. `null`: it was not sent. */
  readonly answer: Response | null;
}

/** What stands before a store and answers OPTIONS by itself. */
interface Gateway {
  readonly toOptions: string;
  readonly toAnswers: string;
}

/** What is played. */
interface Drawn {
  readonly of: AccuracyCase;
  readonly gateway: Gateway | null;
}

/** What a browser asks for is told by its own rules, and must be what the diagnosis says of it. */
async function askRaw(cases: readonly Drawn[]): Promise<Asked[]> {
  const world = openLocalWorld();
  const front = await startFront(1);
  const ask = async ({ of: drawn, gateway }: Drawn): Promise<Asked> => {
    const of = { ...placed(drawn, ORIGIN), isSlow: false };
    const prepared = await prepareCase(of, { world, front }, 0);
    const { staged, job } = prepared;
    const request = await signedRequest(of, job, ORIGIN);
    const asked = askedOf(request.method, request.headers ?? []);
    if (gateway !== null) {
      const store = behindGateway(staged.store, gateway.toOptions, gateway.toAnswers);
      front.staged.set(job.bucket, { ...staged, store });
    }
    const answer = gateway === null ? null : await send(request);
    // From here on the network loses what it loses.
    staged.isDiagnosed = true;
    const timeoutMs = gateway === null ? HANGING_MS : TIMEOUT_MS;
    const diagnosis = await diagnoseRaw(request, { ...knownBeside(of), timeoutMs });
    const accepts = acceptsOf(prepared, ORIGIN);
    const truth = truthOf({ of, engine: 'chromium', origin: ORIGIN, accepts, asked });
    return { of, diagnosis, truth, asked, answer };
  };
  const found: Asked[] = [];
  try {
    for (let start = 0; start < cases.length; start += SIDE_BY_SIDE)
      found.push(...(await Promise.all(cases.slice(start, start + SIDE_BY_SIDE).map(ask))));
    expect(front.errors).toEqual([]);
  } finally {
    await front.stop();
    await world.stop();
  }
  for (const { diagnosis, asked } of found) {
    const { needsPreflight, unsafeHeaders } = diagnosis.request;
    expect([needsPreflight, unsafeHeaders]).toEqual([asked !== null, asked ?? []]);
  }
  return found;
}

/** The request as a page sends it, for the sake of its answer. */
function send({ method, url, headers = [] }: RawRequest): Promise<Response> {
  const sent = { origin: ORIGIN, ...Object.fromEntries(headers) };
  return fetch(url, { method, headers: sent, redirect: 'manual' });
}

/** https://fetch.spec.whatwg.org/#cors-check */
function isReadable({ headers }: Response, withCookies: boolean): boolean {
  const allowed = headers.get('access-control-allow-origin');
  if (!withCookies && allowed === '*') return true;
  return allowed === ORIGIN && (!withCookies || headers.get('access-control-allow-credentials') === 'true');
}

/** What may be said of a case. What answers preflights alone is no cause where none is sent. */
function sayable({ of, truth, asked }: Asked): readonly DiagnosisCode[] {
  const all = sayableOfAnswers(of, truth);
  const isUnseen = asked === null && truth.isReadable;
  return isUnseen ? all.filter((code) => !code.startsWith('pre.')) : all;
}

it.each([20_261_122, randomInt(2 ** 31)])(
  "Node's own preflights find the cause of random cases, seed %d",
  async (seed) => {
    const cases = Array.from({ length: 300 }, (_, index) => generateCase(seed, index, false));
    const asked = await askRaw(cases.map((of) => ({ of, gateway: null })));
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

/** What is said of an answer that a page may read. */
const READ: readonly DiagnosisCode[] = ['ok.allowed', 'act.readable-error'];
/** And of one that it may not, whatever the reason. */
const UNREAD: readonly DiagnosisCode[] = [
  'act.error-without-cors',
  'act.no-acao',
  'act.acao-mismatch',
  'pre.cred-missing',
  'pre.cred-wildcard',
];

/** A request without a preflight behind what answers OPTIONS by itself: its answer alone decides, by the rules of a browser. */
function unasked(seed: number, index: number, gateway: Gateway): Drawn {
  const drawn = generateCase(seed, index, false);
  const random = seededRandom(seed, index, 405);
  const request = {
    ...{ ...drawn.request, headers: {}, method: random.pick(['GET', 'GET', 'HEAD', 'POST']) },
    ...{ signing: random.pick(['none', 'none', 'none', 'url'] as const), withCookies: random.percent(15) },
  } as const;
  const of = {
    ...{ ...drawn, request, fault: null, whim: null, isFlaky: false, oldRules: null },
    rules: random.percent(40) ? [] : drawn.rules,
    // Whoever reads it gets the object in half of the cases, and an error in the others.
    readBefore: random.percent(50) ? ('as-request' as const) : null,
    knowsRules: random.percent(20),
  };
  return { of, gateway };
}

it.each([20_261_123, randomInt(2 ** 31)])(
  'of what is sent without a preflight the answer decides, whoever answers OPTIONS, seed %d',
  async (seed) => {
    // The store's own words to OPTIONS, again and again, as it has several.
    const kinds = [...Object.keys(TO_OPTIONS), ...Array.from({ length: 6 }, () => 'passed')];
    const gateways = kinds.flatMap((toOptions) =>
      Object.keys(TO_ANSWERS).map((toAnswers) => ({ toOptions, toAnswers })),
    );
    const cases = [...gateways, ...gateways, ...gateways];
    const drawn = cases.map((gateway, index) => unasked(seed, index, gateway));
    const asked = await askRaw(drawn);
    const wrong = asked.flatMap((each, at) => {
      const { of, diagnosis, answer } = each;
      const { code, confidence, undecided, evidence } = diagnosis;
      const isRead = answer !== null && isReadable(answer, of.request.withCookies);
      // Of answers that nobody changed, the rules are why.
      const byRules = of.rules.length === 0 || !each.truth.isReadable ? sayable(each) : [];
      const right = isRead ? READ : [...UNREAD, ...byRules.filter((one) => !READ.includes(one))];
      const isOpen =
        confidence !== 'proof' && undecided?.candidates.some((one) => right.includes(one)) === true;
      const { toOptions, toAnswers } = cases[at] ?? { toOptions: '', toAnswers: '' };
      const what = `${of.request.method} ${of.request.signing} ${at}, OPTIONS ${toOptions}, answers ${toAnswers}`;
      // What is sent as it is, is seen.
      const { method, signing, withCookies } = of.request;
      const isSeen = method !== 'POST' && signing === 'none' && !withCookies;
      const isRight = right.includes(code) || (isOpen && !(isSeen && isRead));
      return [
        ...(isRight ? [] : [`${what}: ${code} (${confidence}) is none of ${right}`]),
        ...(!isSeen && code.startsWith('pre.') && confidence === 'proof'
          ? [`${what}: ${code} is no proof`]
          : []),
        ...(evidence.length > MOST_REQUESTS ? [`${what}: ${evidence.length} requests`] : []),
      ];
    });
    expect(wrong).toEqual([]);
    const codes = asked.map(({ diagnosis }) => diagnosis.code);
    // All kinds were among them.
    for (const code of ['ok.allowed', 'act.readable-error', 'act.no-acao', 'undecided'])
      expect(codes).toContain(code);
    const isOfRules = ({ diagnosis: { code, confidence } }: Asked) =>
      code.startsWith('pre.') && confidence === 'proof';
    expect(asked.some(isOfRules)).toBe(true);
  },
  TIME_LIMIT_MS,
);
