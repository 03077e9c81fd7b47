import { describe, expect, it } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { explainMessage } from '../../../src/diagnose/raw/explain-message.js';
import type { RawExchange } from '../../../src/diagnose/raw/raw-exchange.js';
import { toText } from '../../../src/explain/to-text.js';
import { ALLOWED, answer, answered, asked, failed, ORIGIN, PUT, URL_A, xmlError } from './exchanges.js';

const MISSING = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const PREFLIGHT = "Response to preflight request doesn't pass access control check: ";
const chromium = (rest: string, at = URL_A, from = '') =>
  `Access to fetch at '${at}' ${from === '' ? '' : `(redirected from '${from}') `}from origin '${ORIGIN}' has been blocked by CORS policy: ${rest}`;

describe('an answer that only says that a kept one is still good', () => {
  const get = { origin: ORIGIN, method: 'GET', url: URL_A };
  const condition = ['If-None-Match', '"a"'] as const;

  it.each<readonly [string, RawExchange]>([
    ['of the browser', { request: get, response: answer(304, { ETag: '"a"' }) }],
    // Recorders write the condition of the browser, too.
    ['of the browser, written down', { request: { ...get, headers: [condition] }, response: answer(304) }],
    ['behind a preflight that does not name it', answered(answer(304))],
    [
      'with cookies',
      {
        request: { ...get, credentials: 'include' },
        response: answer(304, { 'Access-Control-Allow-Origin': ORIGIN }),
      },
    ],
  ])('leaves open what the kept one allows: %s', async (_name, exchange) => {
    const found = await explainExchange(exchange);
    expect(found).toMatchObject({ code: 'undecided', confidence: 'weak' });
    expect(found.undecided?.candidates).toEqual(['ok.allowed', 'act.no-acao', 'cache.http-poison']);
    expect(toText(found)).not.toMatch(/undefined|\{\w+\}/);
  });

  it('reaches a page that set the condition itself, and is then without permission', async () => {
    const allowed = {
      ...ALLOWED,
      headers: [...ALLOWED.headers.slice(0, 2), ['Access-Control-Allow-Headers', 'if-none-match'] as const],
    };
    const found = await explainExchange({
      request: { ...get, headers: [condition] },
      preflight: { headers: ['if-none-match'], response: allowed },
      response: answer(304),
    });
    expect(found).toMatchObject({ code: 'act.no-acao', confidence: 'strong' });
  });

  it('counts as it stands where it names another origin', async () => {
    const other = answer(304, { 'Access-Control-Allow-Origin': 'https://b.example' });
    expect((await explainExchange({ request: get, response: other })).code).toBe('act.acao-mismatch');
  });
});

describe('an answer that Firefox saved', () => {
  const get = { origin: ORIGIN, method: 'GET', url: URL_A };
  const hidden = { hidesRefusals: true } as const;
  const preflight = { response: { ...ALLOWED, headers: [...ALLOWED.headers, ['Vary', 'Origin'] as const] } };

  it.each([
    ['act.no-acao', answer(200)],
    ['act.error-without-cors', answer(403)],
    ['act.acao-mismatch', answer(200, { 'Access-Control-Allow-Origin': 'https://b.example' })],
  ])('may be one that it kept: %s', async (code, response) => {
    const kept = await explainExchange({ request: get, preflight, response, ...hidden });
    expect([kept.code, kept.confidence]).toEqual([code, 'strong']);
    expect(kept.undecided?.candidates).toEqual(['cache.http-poison']);
    // Nothing is kept of what changes things, and others write what they keep.
    const put = await explainExchange(answered(response, hidden));
    expect([put.code, put.confidence]).toEqual([code, 'proof']);
    expect((await explainExchange({ request: get, preflight, response })).confidence).toBe('proof');
  });

  it('may have had no end', async () => {
    const whole = answer(200, {
      'Access-Control-Allow-Origin': ORIGIN,
      'Access-Control-Allow-Credentials': 'true',
    });
    const read = await explainExchange(answered(whole, hidden));
    expect([read.code, read.confidence]).toEqual(['ok.allowed', 'strong']);
    expect(read.undecided?.candidates).toEqual(['net.reset-upload', 'env.abort']);
    expect((await explainExchange(answered(whole))).confidence).toBe('proof');
  });
});

describe('what no browser sends', () => {
  const allowing = answer(200, { 'Access-Control-Allow-Origin': '*' });
  const sendingOn = answer(307, { 'Access-Control-Allow-Origin': '*', Location: 'https://b.example/' });

  it.each([
    ['env.mixed', 'http://photos.s3.example/a'],
    ['env.port', 'https://photos.s3.example:6667/a'],
    ['env.userinfo', 'https://anna:s3cret@photos.s3.example/a'],
  ])('is sent by a terminal, and answered: %s', async (code, url) => {
    const request = { ...PUT, url };
    const sent: readonly Partial<RawExchange>[] = [
      { response: allowing },
      { preflight: { response: ALLOWED } },
      { failure: { leg: 'request', reason: 'ECONNREFUSED' } },
      { redirects: [{ response: sendingOn }], response: answer(200) },
      {},
    ];
    for (const seen of sent) {
      const found = await explainExchange({ request, ...seen, isFromTerminal: true });
      expect([found.code, found.confidence]).toEqual([code, 'proof']);
    }
    // What a browser was seen to send was sent.
    expect((await explainExchange({ request, response: allowing })).code).toBe('ok.allowed');
  });
});

describe('a list that lacks what the request needs', () => {
  const lists = (headers: Readonly<Record<string, string>>) =>
    asked(
      answer(200, {
        'Access-Control-Allow-Origin': ORIGIN,
        'Access-Control-Allow-Methods': 'PUT',
        'Access-Control-Allow-Headers': 'x-amz-date',
        ...headers,
      }),
    );
  const OF_STORE = { Server: 'AmazonS3', 'x-amz-request-id': 'R' };

  it.each([
    ['the store itself', OF_STORE, 'proof', undefined],
    ['a delivery network', { ...OF_STORE, Via: '1.1 edge' }, 'strong', ['pre.waf']],
    ['its cache', { ...OF_STORE, 'X-Cache': 'Miss from edge' }, 'strong', ['pre.waf']],
  ])('is written by %s', async (_name, headers, confidence, candidates) => {
    const found = await explainExchange(lists(headers));
    expect([found.code, found.confidence]).toEqual(['pre.header', confidence]);
    expect(found.undecided?.candidates).toEqual(candidates);
  });

  it('is not by the rules, where these allow it', async () => {
    const rules = [{ allowedOrigins: ['*'], allowedMethods: ['PUT' as const], allowedHeaders: ['*'] }];
    const found = await explainExchange(lists(OF_STORE), { rules });
    expect([found.code, found.confidence, found.repairs]).toEqual(['pre.not-by-rules', 'strong', []]);
    expect(found.undecided?.candidates).toEqual(['pre.header', 'pre.waf']);
  });

  it('is no demand for a login, whatever else stands there', async () => {
    const login = { 'WWW-Authenticate': 'Negotiate' };
    expect((await explainExchange(lists({ ...OF_STORE, ...login }))).code).toBe('pre.header');
    expect((await explainExchange(asked(answer(403, login)))).code).toBe('pre.auth');
  });
});

describe('what a cache may have answered', () => {
  it.each(['GET', 'HEAD'])('is open behind a preflight of %s', async (method) => {
    const request = { ...PUT, method };
    const caches = ['cache.http-poison', 'cache.cdn-poison'];
    const list = async (exchange: RawExchange) => (await explainExchange(exchange)).undecided?.candidates;
    expect(await list(failed('net::ERR_FAILED', { request }))).toEqual(expect.arrayContaining(caches));
    const passed = { request, preflight: { response: ALLOWED } };
    expect(await list(failed('net::ERR_FAILED', passed))).toEqual(expect.arrayContaining(caches));
    const put = await list(failed('net::ERR_FAILED', { preflight: { response: ALLOWED } }));
    expect(put).not.toContain('cache.http-poison');
  });
});

it('leaves open where curl would be sent on with cookies', async () => {
  const response = answer(302, { Location: 'https://login.example/' });
  const exchange: RawExchange = {
    request: { ...PUT, method: 'GET', headers: [] },
    redirects: [{ response }],
  };
  const login = await explainExchange({ ...exchange, response: answer(200), isFromTerminal: true });
  expect([login.code, login.confidence]).toEqual(['act.redirect', 'strong']);
  expect(login.undecided?.candidates).toEqual(['ok.allowed', 'pre.cred-missing', 'pre.cred-wildcard']);
  expect((await explainExchange({ ...exchange, response: answer(200) })).confidence).toBe('proof');
});

it('blames another origin for an answer that a shared cache kept for it', async () => {
  const kept = answer(200, {
    'Access-Control-Allow-Origin': 'https://b.example',
    'X-Cache': 'Hit from edge',
  });
  const found = await explainExchange({ request: { ...PUT, method: 'GET', headers: [] }, response: kept });
  expect([found.code, found.confidence]).toEqual(['act.acao-mismatch', 'strong']);
  expect(found.undecided?.candidates).toEqual(['cache.cdn-poison']);
});

describe('what a failure or an answer is named', () => {
  it('takes a policy of the page for no blocker', async () => {
    expect(await explainExchange(failed('net::ERR_BLOCKED_BY_CSP'))).toMatchObject({
      ...{ code: 'env.csp', confidence: 'proof' },
    });
    expect(explainMessage(`PUT ${URL_A} net::ERR_BLOCKED_BY_CSP`)[0]?.diagnosis.code).toBe('env.csp');
  });

  it('takes a network that wants a login for one, on a preflight too', async () => {
    const login = asked(answer(511, { Server: 'nginx' }, '<html>log in</html>'));
    expect(await explainExchange(login)).toMatchObject({ code: 'net.captive', confidence: 'proof' });
    const ofStore = asked(answer(503, { 'x-amz-request-id': 'R' }, xmlError('SlowDown')), PUT);
    // What it would have said, is not known.
    expect(await explainExchange(ofStore)).toMatchObject({ code: 'pre.not-by-rules', confidence: 'strong' });
  });
});

describe('a line of Chromium that names a redirect', () => {
  const first = 'https://app.example.com/download?token=s3cret';

  it.each([
    [chromium(MISSING, `${URL_A}?X-Amz-Signature=s3cret`, first), 'act.error-without-cors'],
    [chromium(PREFLIGHT + MISSING, URL_A, first), 'pre.refused'],
    [
      chromium(
        "The 'Access-Control-Allow-Origin' header has a value 'https://b.example' that is not equal to the supplied origin.",
        URL_A,
        first,
      ),
      'act.acao-mismatch',
    ],
  ])('is about that, and asks where the page asked: %s', (line, behind) => {
    const [told] = explainMessage(line);
    expect(told?.diagnosis).toMatchObject({
      ...{ code: 'act.redirect', confidence: 'strong' },
      request: { url: 'https://app.example.com/download' },
    });
    expect(told?.diagnosis.undecided?.candidates[0]).toBe(behind);
    expect(told?.diagnosis.undecided?.command).toMatch(
      /^curl .*-L 'https:\/\/app\.example\.com\/download' -H /,
    );
    expect(told?.reading.url).toBe(URL_A);
    expect(JSON.stringify(told)).not.toContain('s3cret');
  });

  it('leaves lines beside it alone', () => {
    const other = `${URL_A}.other`;
    const told = explainMessage(`${chromium(MISSING, URL_A, first)}\n${chromium(MISSING, other)}`);
    expect(told.map(({ diagnosis }) => [diagnosis.code, diagnosis.request.url])).toEqual([
      ['act.redirect', 'https://app.example.com/download'],
      ['act.error-without-cors', other],
    ]);
  });
});

describe('a line about what the browser stops by itself', () => {
  it.each([
    [
      `Connecting to '${URL_A}' violates the following Content Security Policy directive: "connect-src 'self'".`,
      'env.csp',
    ],
    [`Refused to connect to ${URL_A} because it does not appear in the connect-src directive`, 'env.csp'],
    [
      `Mixed Content: The page at '${ORIGIN}/' was loaded over HTTPS, but requested an insecure resource 'http://b.example/a'.`,
      'env.mixed',
    ],
    ['Fetch API cannot load ftp://store.example/a. URL scheme "ftp" is not supported.', 'env.scheme'],
    [`PUT ${URL_A} net::ERR_BLOCKED_BY_CLIENT`, 'env.blocker'],
  ])('leaves nothing for a terminal to ask: %s', (line, code) => {
    const [told] = explainMessage(line);
    expect(told?.diagnosis).toMatchObject({ code, confidence: 'strong', undecided: null });
    expect(toText(told?.diagnosis ?? ({} as never))).not.toContain('curl');
  });

  it('leaves open what a connection failed of', () => {
    const [told] = explainMessage(`PUT ${URL_A} net::ERR_CONNECTION_REFUSED`);
    expect(told?.diagnosis.undecided?.command).toMatch(/^curl /);
  });
});
