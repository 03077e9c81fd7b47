import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import type { Diagnosis } from '../../../src/model/diagnosis.js';
import { ORIGIN, URL_A } from './exchanges.js';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const ELSEWHERE = 'https://elsewhere.example/a.txt';
const CORS = { 'Access-Control-Allow-Origin': ORIGIN };
const PASSES = {
  ...CORS,
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'authorization,x-amz-date',
};

const ANYBODY = { 'Access-Control-Allow-Origin': '*' };

type Headers = Readonly<Record<string, string>>;
/** What is answered; a text is why nothing is. */
type Answer = string | readonly [status: number, headers: Headers];

/**
 * What may become of an attempt: the answer to its preflight, where the browser asks, to itself, and to where that sends it
 * on, which lets anybody ask.
 */
const FATES: Readonly<Record<string, readonly [preflight: Answer | null, request: Answer, sentOn?: Answer]>> =
  {
    uploaded: [
      [200, PASSES],
      [200, CORS],
    ],
    remembered: [null, [200, CORS]],
    'remembered, then refused': [null, [403, {}]],
    'header refused': [
      [200, { ...PASSES, 'Access-Control-Allow-Headers': 'authorization' }],
      'net::ERR_FAILED',
    ],
    'other header refused': [
      [200, { ...PASSES, 'Access-Control-Allow-Headers': 'x-amz-date' }],
      'net::ERR_FAILED',
    ],
    'all refused': [[403, {}], 'net::ERR_FAILED'],
    'preflight sent on': [[307, { Location: ELSEWHERE }], 'net::ERR_FAILED'],
    'preflight lost': ['net::ERR_CONNECTION_RESET', 'net::ERR_FAILED'],
    'cut off': [[200, PASSES], 'net::ERR_CONNECTION_RESET'],
    'hidden answer': [
      [200, PASSES],
      [403, {}],
    ],
    'sent on and uploaded': [
      [200, PASSES],
      [307, { ...CORS, Location: ELSEWHERE }],
      [200, ANYBODY],
    ],
    'sent on and hidden': [
      [200, PASSES],
      [307, { ...CORS, Location: ELSEWHERE }],
      [403, {}],
    ],
    'readable error': [
      [200, PASSES],
      [403, CORS],
    ],
  };

interface Attempt {
  readonly startMs: number;
  /** From one of its two entries to the other, which is as long as each takes. */
  readonly gapMs: number;
  readonly fate: string;
}

const attempts = fc.array(
  fc.record({
    startMs: fc.oneof(
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 0, max: 4 }).map((n) => n * 5000),
    ),
    gapMs: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 500 })),
    fate: fc.constantFrom(...Object.keys(FATES)),
  }),
  { minLength: 1, maxLength: 4 },
);

interface Sent {
  readonly atMs: number;
  readonly method: string;
  readonly headers: Headers;
  readonly url?: string;
}

function toEntry({ atMs, method, headers, url = URL_A }: Sent, answer: Answer, tookMs = 0): object {
  const list = (given: Headers) => Object.entries(given).map(([name, value]) => ({ name, value }));
  const [status, answered] = typeof answer === 'string' ? [0, {} as Headers] : answer;
  return {
    startedDateTime: new Date(START + atMs).toISOString(),
    time: tookMs,
    request: { method, url, headers: list({ Origin: url === URL_A ? ORIGIN : 'null', ...headers }) },
    response: {
      status,
      headers: list({ 'x-amz-request-id': `R${atMs}`, ...answered }),
      redirectURL: answered.Location ?? '',
      ...(typeof answer === 'string' ? { _error: answer } : {}),
    },
  };
}

/** As Chrome writes it, a preflight begins with its request or after it; as Firefox does, before. */
function toEntries({ startMs, gapMs, fate }: Attempt, isChrome: boolean): object[] {
  const [toPreflight, toRequest, toSentOn] = FATES[fate] ?? [null, ''];
  const withPreflight = (sent: Sent, asked: string, answers: readonly [Answer | null, Answer]): object[] => {
    const [first, second] = answers;
    if (first === null) return [toEntry(sent, second, gapMs)];
    const headers = { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': asked };
    const laterMs = sent.atMs + gapMs;
    const atMs = isChrome ? laterMs : sent.atMs;
    const preflight = toEntry({ ...sent, atMs, method: 'OPTIONS', headers }, first, gapMs);
    const [requestAt, tookMs] = isChrome ? [sent.atMs, 2 * gapMs] : [laterMs, gapMs];
    const request = toEntry({ ...sent, atMs: requestAt }, second, tookMs);
    return isChrome ? [request, { ...preflight, _resourceType: 'preflight' }] : [preflight, request];
  };
  const sent = { atMs: startMs, method: 'PUT', headers: { Authorization: 'a', 'X-Amz-Date': '1' } };
  const entries = withPreflight(sent, 'authorization,x-amz-date', [toPreflight, toRequest]);
  if (toSentOn === undefined) return entries;
  const sentOn = { ...sent, atMs: startMs + 2 * gapMs, headers: { 'X-Amz-Date': '1' }, url: ELSEWHERE };
  return [...entries, ...withPreflight(sentOn, 'x-amz-date', [[200, { ...PASSES, ...ANYBODY }], toSentOn])];
}

async function explain(entries: readonly object[]): Promise<Diagnosis[]> {
  return explainExchanges(readHar(JSON.stringify({ log: { entries } })).exchanges);
}

describe('readHar of attempts that may overlap', () => {
  it('proves of none what is true of another, and lists what is true of each', async () => {
    await fc.assert(
      fc.asyncProperty(attempts, fc.boolean(), async (given, isChrome) => {
        const written = given.map((attempt) => toEntries(attempt, isChrome));
        const truths = await Promise.all(written.map(async (entries) => (await explain(entries))[0]));
        const found = await explain(written.flat());
        const requestAt = (place: number): number =>
          (given[place]?.startMs ?? 0) +
          (isChrome || FATES[given[place]?.fate ?? '']?.[0] === null ? 0 : (given[place]?.gapMs ?? 0));
        const inOrder = given.map((_, place) => place).sort((a, b) => requestAt(a) - requestAt(b) || a - b);
        inOrder.forEach((place, index) => {
          const [truth, told] = [truths[place], found[index]];
          if (truth === undefined || told === undefined) throw new Error('an attempt is missing');
          if (told.confidence === 'proof') {
            expect([told.code, told.conflicts]).toEqual([truth.code, truth.conflicts]);
          }
          if (truth.code !== 'undecided') {
            expect([told.code, ...(told.undecided?.candidates ?? [])]).toContain(truth.code);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves certain what does not overlap', async () => {
    const [first, second] = await explain(
      [
        { startMs: 0, gapMs: 3, fate: 'preflight sent on' },
        { startMs: 5000, gapMs: 3, fate: 'uploaded' },
      ].flatMap((attempt) => toEntries(attempt, true)),
    );
    expect([first?.code, first?.confidence]).toEqual(['pre.redirect', 'proof']);
    expect([second?.code, second?.confidence]).toEqual(['ok.allowed', 'proof']);
  });

  it('leaves certain what is the same for all', async () => {
    const found = await explain(
      [0, 1, 2].flatMap((startMs) => toEntries({ startMs, gapMs: 2, fate: 'header refused' }, true)),
    );
    expect(found.map(({ code, confidence }) => `${code} ${confidence}`)).toEqual(
      Array(3).fill('pre.header proof'),
    );
  });

  it('says what it may be where two attempts went together, with the command that decides it', async () => {
    const [first] = await explain(
      [
        { startMs: 0, gapMs: 2, fate: 'header refused' },
        { startMs: 1, gapMs: 2, fate: 'preflight sent on' },
      ].flatMap((attempt) => toEntries(attempt, true)),
    );
    expect(first?.confidence).toBe('weak');
    expect([first?.code, ...(first?.undecided?.candidates ?? [])].sort()).toEqual([
      'pre.header',
      'pre.redirect',
    ]);
    expect(first?.undecided?.command).toContain('curl -i -X OPTIONS');
  });

  it('reads thousands of attempts at once', async () => {
    const fates = Object.keys(FATES);
    const many = Array.from({ length: 2000 }, (_, n) => ({
      ...{ startMs: n % 40, gapMs: n % 7 },
      fate: fates[n % fates.length] ?? 'uploaded',
    }));
    const found = await explain(many.flatMap((attempt) => toEntries(attempt, true)));
    expect(found.length).toBeGreaterThanOrEqual(many.length);
    expect(found.filter(({ code, confidence }) => code.startsWith('pre.') && confidence === 'proof')).toEqual(
      [],
    );
  });
});
