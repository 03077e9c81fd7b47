import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import { ORIGIN, URL_A } from './exchanges.js';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const NAMES = 'authorization,x-amz-date';
type Headers = Readonly<Record<string, string>>;
const entry = (at: number, method: string, given: Headers, status: number, answered: Headers) => {
  const list = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    startedDateTime: new Date(START + at).toISOString(),
    request: { method, url: URL_A, headers: list({ Origin: ORIGIN, ...given }) },
    response: {
      ...{ status, headers: list(answered) },
      ...(status === 0 ? { _error: 'net::ERR_FAILED' } : {}),
    },
  };
};
const CORS = { 'Access-Control-Allow-Origin': ORIGIN };
const put = (at: number, status: number) =>
  entry(at, 'PUT', { Authorization: 'a', 'X-Amz-Date': '1' }, status, status === 0 ? {} : CORS);
const ask = (at: number, allowed: string) =>
  entry(
    at,
    'OPTIONS',
    { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': NAMES },
    200,
    { ...CORS, 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': allowed },
  );
type Entries = readonly ReturnType<typeof entry>[];
const REFUSES = 'authorization';
/** Chrome names the type of each entry. */
const ofChrome = (entries: Entries) =>
  entries.map((each) => ({
    ...each,
    _resourceType: each.request.method === 'OPTIONS' ? 'preflight' : 'fetch',
  }));

/** The status of each answer with the code that it leads to. */
async function codesOf(entries: readonly object[]): Promise<string[]> {
  const { exchanges } = readHar(JSON.stringify({ log: { entries } }));
  const codes = [];
  for (const exchange of exchanges) {
    const { code } = await explainExchange(exchange);
    codes.push(`${exchange.response?.status ?? 0} ${code}`);
  }
  return codes;
}

/** As Chrome writes it: a preflight begins when its request was asked for, or later. */
const RETRIES: readonly (readonly [name: string, entries: Entries, codes: readonly string[]])[] = [
  [
    'two attempts, of which the second passes',
    [put(0, 0), ask(1, REFUSES), put(5000, 200), ask(5001, NAMES)],
    ['0 pre.header', '200 ok.allowed'],
  ],
  [
    'two attempts at the very time of their preflights',
    [put(0, 0), ask(0, REFUSES), put(5000, 200), ask(5000, NAMES)],
    ['0 pre.header', '200 ok.allowed'],
  ],
  [
    'three attempts',
    [put(0, 0), ask(1, REFUSES), put(900, 0), ask(905, REFUSES), put(5000, 200), ask(5001, NAMES)],
    ['0 pre.header', '0 pre.header', '200 ok.allowed'],
  ],
  [
    'a second attempt whose preflight the browser remembers',
    [put(0, 200), ask(3, NAMES), put(4, 200), put(5000, 0), ask(5002, REFUSES)],
    ['200 ok.allowed', '200 ok.allowed', '0 pre.header'],
  ],
  [
    'a first attempt whose preflight the browser remembers',
    [put(0, 200), put(5000, 0), ask(5000, REFUSES)],
    ['200 ok.allowed', '0 pre.header'],
  ],
];

describe('readHar of a page that tries again', () => {
  it.each(RETRIES)('%s', async (_name, entries, codes) => {
    expect(await codesOf(ofChrome(entries))).toEqual(codes);
    expect(await codesOf(ofChrome(entries).reverse())).toEqual(codes);
  });

  it('reads Firefox, which writes a preflight before its request', async () => {
    const twice = [ask(0, REFUSES), put(1, 0), ask(5000, NAMES), put(5001, 200)];
    expect(await codesOf(twice)).toEqual(['0 pre.header', '200 ok.allowed']);
    const together = [put(-9000, 200), ask(0, NAMES), ask(1, NAMES), put(2, 200), put(3, 0)];
    expect(readHar(JSON.stringify({ log: { entries: together } })).exchanges.map(askedFor)).toEqual([
      ...[false, true, true],
    ]);
  });

  it('reads in whatever order entries stand', async () => {
    const [, entries, codes] = RETRIES[2] ?? ['', [], []];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(ofChrome(entries), { minLength: entries.length }),
        async (shuffled) => {
          expect(await codesOf(shuffled)).toEqual(codes);
        },
      ),
    );
  });

  it('never gives a refusal to a request that the page could read, nor one of long ago to any', async () => {
    expect(await codesOf([ask(0, REFUSES), put(1, 200)])).toEqual(['0 pre.header', '200 ok.allowed']);
    // An error that could be read had none either, and no request has one that got lost.
    expect(await codesOf([put(0, 403), ask(300, REFUSES), put(700, 0)])).toEqual([
      expect.stringMatching(/^403 (?!pre)/),
      '0 pre.header',
    ]);
    const gone = entry(300, 'OPTIONS', { 'Access-Control-Request-Method': 'PUT' }, 0, {});
    const lost = readHar(JSON.stringify({ log: { entries: [put(0, 200), gone, put(700, 0)] } }));
    expect(lost.exchanges.map(askedFor)).toEqual([false, true]);
    const { exchanges } = readHar(JSON.stringify({ log: { entries: [ask(0, REFUSES), put(600_000, 0)] } }));
    expect(exchanges.map(askedFor)).toEqual([true, false]);
  });

  it('never gives a refusal to a request that was answered, whether the page could read that or not', async () => {
    for (const [status, code] of [
      [403, 'act.stale-preflight'],
      [307, 'act.redirect'],
    ] as const) {
      const hidden = entry(0, 'PUT', { Authorization: 'a', 'X-Amz-Date': '1' }, status, {
        Location: 'https://b.example/',
      });
      const { exchanges } = readHar(
        JSON.stringify({ log: { entries: [hidden, ask(100, REFUSES), put(5000, 0)] } }),
      );
      expect(exchanges.map(askedFor)).toEqual([false, true]);
      expect((await explainExchanges(exchanges)).map((found) => found.code)).toEqual([code, 'pre.header']);
    }
  });

  it('takes no refusal without a request for one after a later answer', async () => {
    const later = entry(70_000, 'PUT', { Authorization: 'a', 'X-Amz-Date': '1' }, 403, {});
    const { exchanges } = readHar(JSON.stringify({ log: { entries: [ask(0, REFUSES), later] } }));
    const found = await explainExchanges(exchanges);
    expect(found.map(({ code }) => code)).toEqual(['pre.header', expect.not.stringMatching('stale')]);
  });

  it('proves the one refusal among many that passed, and not where a request is missing', async () => {
    const passed = Array.from({ length: 9 }, (_, n) => [put(n * 2, 200), ask(n * 2 + 1, NAMES)]).flat();
    const confidences = async (...more: Entries) => {
      const entries = ofChrome([...passed, put(18, 0), ask(19, REFUSES), ...more]);
      const { exchanges } = readHar(JSON.stringify({ log: { entries } }));
      return (await explainExchanges(exchanges)).map(({ code, confidence }) => `${code} ${confidence}`);
    };
    expect(await confidences()).toEqual([...Array(9).fill('ok.allowed proof'), 'pre.header strong']);
    expect((await confidences(ask(20, '')))[9]).toBe('pre.header weak');
  });

  it('gives none to a request of another origin, nor to one without the headers that it names', async () => {
    const elsewhere = entry(1, 'PUT', { Origin: 'https://other.example', 'X-Amz-Date': '1' }, 0, {});
    const other = entry(1, 'PUT', { 'X-Other': '1' }, 0, {});
    for (const nearer of [elsewhere, other]) {
      const { exchanges } = readHar(
        JSON.stringify({ log: { entries: [ask(0, REFUSES), nearer, put(20, 0)] } }),
      );
      expect(exchanges.map(askedFor)).toEqual([false, true]);
      expect(exchanges.flatMap(({ alternatives = [] }) => alternatives)).toEqual([]);
    }
    // Of a request that shows no header of the page nobody knows what it had.
    const bare = entry(1, 'PUT', {}, 0, {});
    expect(await codesOf([ask(0, REFUSES), bare])).toEqual(['0 pre.header']);
  });

  it('reads thousands of attempts at one address in a moment', () => {
    const many = Array.from({ length: 3000 }, (_, n) => [ask(n * 10, NAMES), put(n * 10 + 3, 200)]).flat();
    const started = performance.now();
    const { exchanges } = readHar(JSON.stringify({ log: { entries: many } }));
    expect(exchanges.every(askedFor)).toBe(true);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

function askedFor({ preflight }: { readonly preflight?: unknown }): boolean {
  return preflight != null;
}

describe('readHar of what is no HAR', () => {
  const ADDRESSES = ['http://[x', '//[', 'https://', '/b', URL_A, `${URL_A}#`, 'ftp://a', ':', '\n'];
  const hostile = fc.oneof(
    fc.constantFrom(...ADDRESSES, '__proto__', null, 0, -1, 307, 200, 1e99, true),
    fc.string(),
    fc.jsonValue(),
  );
  const named = fc.record({
    name: fc.oneof(
      fc.constantFrom('origin', 'Origin', 'Access-Control-Request-Method', 'access-control-allow-origin'),
      hostile,
    ),
    value: hostile,
  });
  const url = fc.oneof(fc.constantFrom(URL_A, `${URL_A}#b`, 'https://b.example/c'), hostile);
  const method = fc.oneof(fc.constantFrom('PUT', 'GET', 'OPTIONS', 'put'), hostile);
  const headers = fc.oneof(fc.array(named, { maxLength: 4 }), hostile);
  const entries = fc.array(
    fc.oneof(
      hostile,
      fc.record({
        startedDateTime: fc.oneof(fc.constantFrom('2026-01-01T00:00:00Z', 'x'), hostile),
        request: fc.oneof(
          hostile,
          fc.record({ method, url, headers, postData: fc.record({ mimeType: hostile }) }),
        ),
        response: fc.oneof(
          hostile,
          fc.record({
            status: fc.oneof(fc.constantFrom(0, 200, 302, 307, 403), hostile),
            headers,
            redirectURL: fc.oneof(fc.constantFrom(...ADDRESSES), hostile),
            content: fc.record({ text: hostile, encoding: hostile }),
            _error: hostile,
          }),
        ),
        cache: hostile,
        pageref: hostile,
        _resourceType: fc.oneof(fc.constantFrom('preflight', 'document', 'fetch'), hostile),
      }),
    ),
    { maxLength: 6 },
  );

  it('takes a redirect to no address for one that leads nowhere', async () => {
    const moved = entry(0, 'GET', {}, 302, CORS);
    const broken = { ...moved, response: { ...moved.response, redirectURL: 'http://[x' } };
    expect(readHar(JSON.stringify({ log: { entries: [broken] } })).exchanges).toMatchObject([
      { response: { status: 302 } },
    ]);
  });

  it('follows no circle of redirects twice', () => {
    const to = (from: string, redirectURL: string) => ({
      startedDateTime: new Date(START).toISOString(),
      request: { method: 'GET', url: from, headers: [{ name: 'origin', value: 'null' }] },
      response: { status: 302, headers: [], redirectURL },
    });
    const circle = [to(URL_A, 'https://b.example/'), to('https://b.example/', URL_A)];
    const { exchanges } = readHar(JSON.stringify({ log: { entries: circle } }));
    expect(exchanges.map(({ redirects }) => redirects?.length)).toEqual([2]);
  });

  it('never throws, whatever stands where', () => {
    fc.assert(
      fc.property(entries, (given) => void readHar(JSON.stringify({ log: { entries: given } }))),
      { numRuns: 500 },
    );
  });
});

describe('the headers of a recorded request', () => {
  const get = (given: Headers, more: object = {}) => {
    const read = entry(0, 'GET', given, 200, CORS);
    const { exchanges } = readHar(JSON.stringify({ log: { entries: [{ ...read, ...more }] } }));
    return exchanges[0];
  };

  it("are not the browser's own, which asks whether what it keeps still holds", () => {
    expect(get({ 'If-None-Match': '"a"', 'If-Modified-Since': 'x', 'X-A': '1' })?.request.headers).toEqual([
      ['X-A', '1'],
    ]);
  });

  it('hold the type of the body, which recorders make up where there is none', () => {
    const { request } = entry(0, 'POST', {}, 200, CORS);
    const postData = { mimeType: 'application/octet-stream', text: 'x' };
    const exchange = get({}, { request: { ...request, postData } });
    expect(exchange?.request).toEqual({ origin: ORIGIN, method: 'POST', url: URL_A, headers: [] });
  });

  it('may be those that the page gave alone, where another request had brought the answer', () => {
    const page = { request: { url: `${ORIGIN}/` }, response: { status: 200 } };
    const document = {
      ...page,
      startedDateTime: new Date(START - 1).toISOString(),
      _resourceType: 'document',
    };
    const given = entry(0, 'GET', {}, 200, CORS);
    const request = { ...given.request, headers: [{ name: 'Referer', value: `${ORIGIN}/` }] };
    const har = (response: object) =>
      readHar(
        JSON.stringify({
          log: { entries: [document, { ...given, request, response, _resourceType: 'fetch' }] },
        }),
      );
    expect(har(given.response).exchanges).toMatchObject([{ request: { origin: ORIGIN } }]);
    // Without leave it was not asked for with CORS, which would have kept it from the page.
    expect(har({ status: 200, headers: [] }).exchanges).toEqual([]);
  });
});
