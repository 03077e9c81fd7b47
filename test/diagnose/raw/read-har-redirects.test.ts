import { describe, expect, it } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import { ORIGIN, URL_A } from './exchanges.js';

const START = Date.parse('2026-01-01T00:00:00.000Z');
const ELSEWHERE = 'https://elsewhere.example/a.txt';
const CORS = { 'Access-Control-Allow-Origin': ORIGIN };
const ANYBODY = { 'Access-Control-Allow-Origin': '*' };
const FROM_PAGE = { Origin: ORIGIN };
const FROM_NOWHERE = { Origin: 'null' };
const FROM_HIDDEN_PAGE = { Referer: `${ORIGIN}/` };

type Headers = Readonly<Record<string, string>>;
interface Given {
  readonly method?: string;
  readonly status?: number;
  readonly error?: string;
  readonly time?: number;
  readonly redirectURL?: string;
  readonly _resourceType?: string;
}

function entry(at: number, url: string, sent: Headers, answered: Headers | null, given: Given = {}): object {
  const {
    method = 'GET',
    status = answered?.Location === undefined ? 200 : 307,
    error,
    redirectURL = '',
    ...more
  } = given;
  const list = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  return {
    startedDateTime: new Date(START + at).toISOString(),
    time: 5,
    request: { method, url, headers: list(sent) },
    response: {
      status: answered === null ? 0 : status,
      headers: list(answered ?? {}),
      ...{ redirectURL, _error: answered === null ? 'net::ERR_FAILED' : error },
    },
    ...more,
  };
}

/** An answer that sends on, whose address stands in `Location` only. */
const sendsOn = (given: Given = {}, sent: Headers = FROM_PAGE) =>
  entry(0, URL_A, sent, { ...CORS, Location: ELSEWHERE }, given);

const read = (...entries: readonly object[]) => readHar(JSON.stringify({ log: { entries } })).exchanges;

/** The address of each exchange, with how many redirects and which status it ends at. */
const ways = (...entries: readonly object[]) =>
  read(...entries).map(
    ({ request, redirects, response }) => `${request.url} ${redirects?.length} ${response?.status ?? 0}`,
  );

const FOLLOWED = [`${URL_A} 1 200`];
const APART = [`${URL_A} 1 0`, `${ELSEWHERE} 0 200`];

describe('readHar of redirects', () => {
  it.each([
    ['at its end', sendsOn(), entry(5, ELSEWHERE, FROM_NOWHERE, ANYBODY)],
    ['as the clock runs back', sendsOn(), entry(-20, ELSEWHERE, FROM_NOWHERE, ANYBODY)],
    ['after one without a time', sendsOn({ time: -1 }), entry(3000, ELSEWHERE, FROM_NOWHERE, ANYBODY)],
    ['as GET after 303', sendsOn({ method: 'PUT', status: 303 }), entry(5, ELSEWHERE, FROM_NOWHERE, ANYBODY)],
    [
      'as GET after 302',
      sendsOn({ method: 'POST', status: 302 }),
      entry(5, ELSEWHERE, FROM_NOWHERE, ANYBODY),
    ],
  ])('follows one %s', (_name, redirect, end) => {
    expect(ways(redirect, end)).toEqual(FOLLOWED);
  });

  it.each([
    ['of the page itself', sendsOn(), entry(5, ELSEWHERE, FROM_PAGE, ANYBODY)],
    ['of long after', sendsOn(), entry(10_000, ELSEWHERE, FROM_NOWHERE, ANYBODY)],
    ['by another method', sendsOn(), entry(5, ELSEWHERE, FROM_NOWHERE, ANYBODY, { method: 'POST' })],
    [
      'by a method that stays after 302',
      sendsOn({ method: 'PUT', status: 302 }),
      entry(5, ELSEWHERE, FROM_NOWHERE, ANYBODY),
    ],
    [
      'of another kind',
      sendsOn({ _resourceType: 'fetch' }),
      entry(5, ELSEWHERE, FROM_NOWHERE, ANYBODY, { _resourceType: 'xhr' }),
    ],
  ])('takes none for the end of a redirect that is a request %s', (_name, redirect, direct) => {
    expect(ways(redirect, direct)).toEqual(APART);
  });

  it('proves nothing of a redirect whose end is missing', async () => {
    const [first] = await explainExchanges(read(sendsOn(), entry(9000, ELSEWHERE, FROM_PAGE, ANYBODY)));
    expect([first?.code, first?.confidence]).toEqual(['act.redirect', 'strong']);
    expect(first?.undecided?.candidates).toEqual(expect.arrayContaining(['ok.allowed', 'net.unreachable']));
  });

  it('follows those of Firefox for seconds, where only one goes on', () => {
    const write = (name: string, ...entries: readonly object[]) =>
      readHar(JSON.stringify({ log: { creator: { name }, entries } })).exchanges.map(
        ({ redirects, response }) => `${redirects?.length} ${response?.status ?? 0}`,
      );
    const end = (at: number) => entry(at, ELSEWHERE, FROM_NOWHERE, ANYBODY);
    expect(write('Firefox', sendsOn(), end(900))).toEqual(['1 200']);
    expect(write('WebInspector', sendsOn(), end(900))).toEqual(['1 0', '0 200']);
    expect(write('Firefox', sendsOn(), end(20_000))).toEqual(['1 0', '0 200']);
    expect(write('Firefox', sendsOn(), entry(900, ELSEWHERE, FROM_PAGE, ANYBODY))).toEqual(['1 0', '0 200']);
    expect(write('Firefox', sendsOn(), end(900), end(1800))).toEqual(['1 0', '0 200', '0 200']);
    expect(write('Firefox', sendsOn(), sendsOn(), end(900))).toEqual(['1 0', '1 0', '0 200']);
    const again = (at: number) => entry(at, URL_A, FROM_PAGE, { ...CORS, Location: ELSEWHERE });
    expect(write('Firefox', sendsOn(), end(900), again(1000), end(1900))).toEqual(['1 200', '1 200']);
    expect(write('Firefox', sendsOn(), again(1000), end(1900))).toEqual(['1 0', '1 0', '0 200']);
    expect(write('Firefox', sendsOn(), again(9000), end(9900))).toEqual(['1 0', '1 200']);
  });

  describe('of Firefox, to the same host, where the page asks for the end seconds later', () => {
    const NEXT = `${URL_A}/next`;
    const PUT = { method: 'PUT' };
    const firefox = (...entries: readonly object[]) =>
      readHar(JSON.stringify({ log: { creator: { name: 'Firefox' }, entries } })).exchanges;
    const explain = async (redirected: Headers, end: Headers) => {
      const redirect = entry(0, URL_A, FROM_PAGE, { ...redirected, Location: NEXT }, PUT);
      const exchanges = firefox(redirect, entry(3000, NEXT, FROM_PAGE, end, PUT));
      const found = await explainExchanges(exchanges);
      return found.map(({ code, confidence, undecided }, place) => ({
        ...{ url: exchanges[place]?.request.url, code, confidence, candidates: undecided?.candidates },
      }));
    };

    it.each([
      ['no CORS headers', {}],
      ['those for another page', { 'Access-Control-Allow-Origin': 'https://other.example' }],
    ])('takes it for a request by itself, where the redirect has %s', async (_name, redirected) => {
      const found = await explain(redirected, CORS);
      expect(found.map(({ url }) => url)).toEqual([URL_A, NEXT]);
      expect(found.map(({ code }) => code)).toEqual(['act.redirect', 'ok.allowed']);
    });

    it.each([
      ['nobody may read', { 'Access-Control-Allow-Origin': 'https://other.example' }, 'act.acao-mismatch'],
      ['the page may read', CORS, 'ok.allowed'],
    ])('proves nothing by an answer that %s', async (_name, end, code) => {
      const [first, ...more] = await explain(CORS, end);
      expect(more).toEqual([]);
      expect(first).toMatchObject({ url: URL_A, code });
      expect(first?.confidence).not.toBe('proof');
      const elsewise = ['act.redirect', 'env.abort', 'net.unreachable'];
      expect(first?.candidates).toEqual(expect.arrayContaining(elsewise));
    });

    it('follows what asks without CORS, and so needs nobody to let it on', () => {
      const own = entry(0, `${ORIGIN}/api`, {}, { Location: URL_A });
      const end = entry(3000, URL_A, FROM_PAGE, CORS);
      expect(firefox(own, end)).toMatchObject([{ alternatives: [{ response: null }] }]);
    });
  });

  it('gives each of two that overlap its own end', () => {
    const slow = sendsOn({ time: 1000 });
    const quick = entry(10, URL_A, FROM_PAGE, { ...CORS, Location: ELSEWHERE });
    const ends = [entry(15, ELSEWHERE, FROM_NOWHERE, {}), entry(1000, ELSEWHERE, FROM_NOWHERE, ANYBODY)];
    const found = read(slow, quick, ...ends);
    expect(found.map(({ response }) => response?.headers)).toEqual([
      [['Access-Control-Allow-Origin', '*']],
      [],
    ]);
  });

  it('follows no more than browsers do, and reads thousands in a circle', () => {
    const circle = Array.from({ length: 6000 }, (_, n) =>
      entry(n, `${URL_A}?${n % 2}`, FROM_PAGE, { ...CORS, Location: `${URL_A}?${(n + 1) % 2}` }),
    );
    const found = read(...circle);
    expect(Math.max(...found.map(({ redirects = [] }) => redirects.length))).toBe(21);
    expect(found.reduce((sum, { redirects = [] }) => sum + redirects.length, 0)).toBe(6000);
  });

  it('hands on that a preflight behind one got no answer', () => {
    const asked = { ...FROM_NOWHERE, 'Access-Control-Request-Method': 'PUT' };
    const lost = entry(4, ELSEWHERE, asked, null, { method: 'OPTIONS' });
    const end = entry(6, ELSEWHERE, FROM_NOWHERE, null, { method: 'PUT' });
    expect(read(sendsOn({ method: 'PUT' }), lost, end)).toMatchObject([
      { redirects: [{}], failure: { leg: 'preflight' } },
    ]);
  });

  it('follows a script with CORS to a failure that shows no mode', () => {
    const script = { _resourceType: 'script' };
    const redirect = sendsOn(script, { ...FROM_PAGE, 'Sec-Fetch-Mode': 'cors' });
    expect(ways(redirect, entry(5, ELSEWHERE, FROM_HIDDEN_PAGE, null, script))).toEqual([`${URL_A} 1 0`]);
  });

  it('begins where a redirect leads out of the own origin', async () => {
    for (const [sent, method, hidden] of [
      [{}, 'GET', entry(5, URL_A, FROM_PAGE, {}, { status: 403 })],
      [FROM_PAGE, 'POST', entry(5, URL_A, FROM_PAGE, {}, { status: 403 })],
      [FROM_HIDDEN_PAGE, 'GET', entry(5, URL_A, FROM_HIDDEN_PAGE, null)],
    ] as const) {
      const api = entry(0, `${ORIGIN}/api`, sent, {}, { status: 302, method, redirectURL: URL_A });
      expect(read(api, hidden)).toMatchObject([{ request: { origin: ORIGIN, url: URL_A }, redirects: [] }]);
    }
  });
});

describe('readHar of what is no request of CORS', () => {
  it.each([
    ['a navigation', URL_A, { 'Sec-Fetch-Mode': 'navigate' }, {}],
    ['a form in a frame', URL_A, {}, { _resourceType: 'document' }],
    ['no-cors', URL_A, { 'Sec-Fetch-Mode': 'no-cors' }, {}],
    ['a page over plain HTTP', URL_A, { 'Upgrade-Insecure-Requests': '1' }, {}],
    ['a socket', 'wss://b.example/', {}, { status: 101 }],
  ])('%s: leaves it out', (_name, url, sent, given) => {
    expect(read(entry(0, url, { ...FROM_PAGE, ...sent }, {}, given))).toEqual([]);
  });

  it.each(['image', 'media', 'script', 'stylesheet', 'texttrack', 'prefetch', 'manifest'])(
    'a failed %s, of which Chrome shows no mode: leaves it out, but with Origin',
    (_resourceType) => {
      expect(read(entry(0, URL_A, FROM_HIDDEN_PAGE, null, { _resourceType }))).toEqual([]);
      expect(read(entry(0, URL_A, FROM_PAGE, null, { _resourceType }))).toHaveLength(1);
    },
  );

  it.each(['ping', 'csp-report', 'cspviolationreport'])(
    '%s: leaves it out, but with CORS',
    (_resourceType) => {
      const given = { method: 'POST', _resourceType };
      expect(read(entry(0, URL_A, FROM_PAGE, null, given))).toEqual([]);
      // As `sendBeacon` does with JSON.
      const sent = { ...FROM_PAGE, 'Sec-Fetch-Mode': 'cors' };
      expect(read(entry(0, URL_A, sent, null, given))).toHaveLength(1);
    },
  );

  it('takes no end of a redirect that leads an image on for a request of the page', () => {
    const image = { _resourceType: 'image' };
    const redirect = sendsOn(image, { ...FROM_HIDDEN_PAGE, 'Sec-Fetch-Mode': 'no-cors' });
    expect(read(redirect, entry(5, ELSEWHERE, FROM_HIDDEN_PAGE, null, image))).toEqual([]);
    const direct = entry(5, ELSEWHERE, FROM_HIDDEN_PAGE, null, { _resourceType: 'fetch' });
    expect(ways(redirect, direct)).toEqual([`${ELSEWHERE} 0 0`]);
  });
});

describe('readHar of an answer that the browser withheld', () => {
  it.each(['net::ERR_FAILED', 'NS_ERROR_DOM_BAD_URI'])('%s: hands on that it failed', async (error) => {
    const found = read(entry(0, URL_A, FROM_PAGE, CORS, { error }));
    expect(found).toMatchObject([{ response: { status: 200 }, failure: { leg: 'request', reason: error } }]);
  });

  it.each([
    // The page may have done without the body, or have given it up.
    ['net::ERR_ABORTED', 'ok.allowed', ['env.abort']],
    ['net::ERR_CONTENT_LENGTH_MISMATCH', 'net.reset-upload', []],
    ['net::ERR_INCOMPLETE_CHUNKED_ENCODING', 'net.reset-upload', []],
    ['net::ERR_CONTENT_DECODING_FAILED', 'net.reset-upload', []],
  ])('of an answer whose body ends by %s says %s', async (error, code, open) => {
    const [found] = read(entry(0, URL_A, FROM_PAGE, CORS, { error }));
    const diagnosis = found && (await explainExchange(found));
    expect([diagnosis?.code, diagnosis?.confidence, diagnosis?.undecided?.candidates]).toEqual([
      code,
      'strong',
      open,
    ]);
  });
});
