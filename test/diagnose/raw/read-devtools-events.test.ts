import { describe, expect, it } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { readDevToolsEvents } from '../../../src/diagnose/raw/readers/read-devtools-events.js';

const PAGE = 'https://app.example.com';
const STORE = 'https://bucket.s3.amazonaws.com';
const OTHER = 'https://other.s3.amazonaws.com';

const event = (method: string, params: object) => ({ method: `Network.${method}`, params });
const sent = (url: string, changes: object = {}, method = 'GET') =>
  event('requestWillBeSent', {
    requestId: '1',
    type: 'Fetch',
    documentURL: `${PAGE}/page`,
    request: { method, url, headers: {} },
    ...changes,
  });
const redirected = (url: string, method = 'GET', status = 307) =>
  sent(url, { redirectResponse: { status, headers: {} }, redirectHasExtraInfo: true }, method);
const raw = (headers: object, changes: object = {}) =>
  event('requestWillBeSentExtraInfo', { requestId: '1', headers, associatedCookies: [], ...changes });
const asked = (Origin: string) => raw({ Origin, 'Sec-Fetch-Mode': 'cors' });
const answered = (statusCode: number, headers: object = {}, requestId = '1') =>
  event('responseReceivedExtraInfo', { requestId, statusCode, headers });
const received = (status: number, headers: object = {}) =>
  event('responseReceived', { requestId: '1', response: { status, headers } });
const refused = (corsError: string) =>
  event('loadingFailed', { requestId: '1', errorText: 'net::ERR_FAILED', corsErrorStatus: { corsError } });
const preflight = (requestId: string, url: string, Origin: string, initiated = '1') =>
  event('requestWillBeSent', {
    requestId,
    type: 'Other',
    documentURL: url,
    initiator: { type: 'preflight', requestId: initiated },
    request: { method: 'OPTIONS', url, headers: { Origin, 'Access-Control-Request-Method': 'PUT' } },
  });
const ALLOWING = { 'access-control-allow-origin': PAGE, 'access-control-allow-methods': 'PUT' };

describe('what Chromium says of a refusal', () => {
  it.each([
    ['WildcardOriginNotAllowed', '*', 'pre.cred-wildcard'],
    ['InvalidAllowCredentials', PAGE, 'pre.cred-missing'],
  ])('%s: the request was sent with credentials', async (corsError, allowed, code) => {
    const [exchange] = readDevToolsEvents([
      sent(STORE),
      asked(PAGE),
      answered(200, { 'access-control-allow-origin': allowed }),
      refused(corsError),
    ]).exchanges;
    expect(exchange).toMatchObject({
      request: { credentials: 'include' },
      response: { status: 200 },
      failure: { leg: 'request', reason: corsError },
    });
    expect(exchange && (await explainExchange(exchange)).code).toBe(code);
  });

  it.each([
    ['PreflightWildcardOriginNotAllowed', '*', 'pre.cred-wildcard'],
    ['PreflightInvalidAllowCredentials', PAGE, 'pre.cred-missing'],
  ])('%s: so was its preflight', async (corsError, allowed, code) => {
    const [exchange] = readDevToolsEvents([
      sent(STORE, {}, 'PUT'),
      preflight('2', STORE, PAGE),
      answered(200, { ...ALLOWING, 'access-control-allow-origin': allowed }, '2'),
      refused(corsError),
    ]).exchanges;
    expect(exchange).toMatchObject({
      request: { credentials: 'include' },
      failure: { leg: 'preflight', reason: corsError },
    });
    expect(exchange && (await explainExchange(exchange)).code).toBe(code);
  });

  it('is handed on where the answer looks as if it passes', () => {
    const events = [
      sent(STORE),
      asked(PAGE),
      answered(302, ALLOWING),
      refused('RedirectContainsCredentials'),
    ];
    expect(readDevToolsEvents(events).exchanges).toMatchObject([
      { response: { status: 302 }, failure: { leg: 'request', reason: 'RedirectContainsCredentials' } },
    ]);
  });

  it('is handed on where nothing else was recorded', () => {
    expect(readDevToolsEvents([sent(STORE), refused('MissingAllowOriginHeader')])).toMatchObject({
      exchanges: [{ request: { origin: PAGE }, failure: { reason: 'MissingAllowOriginHeader' } }],
      unread: [],
    });
  });

  it('is not that of an earlier answer, where a preflight was sent', () => {
    const [, put] = readDevToolsEvents([
      event('requestWillBeSent', {
        requestId: '0',
        documentURL: PAGE,
        request: { method: 'GET', url: STORE, headers: { Origin: PAGE } },
      }),
      answered(200, ALLOWING, '0'),
      sent(STORE, {}, 'PUT'),
      preflight('2', STORE, PAGE),
      answered(403, {}, '2'),
      refused('PreflightMissingAllowOriginHeader'),
    ]).exchanges;
    expect(put).toMatchObject({ preflight: { response: { status: 403 } }, servedBy: 'network' });
  });
});

describe('requests in which CORS has no say', () => {
  it.each([
    ['no-cors', [sent(STORE, {}, 'POST'), raw({ Origin: PAGE, 'Sec-Fetch-Mode': 'no-cors' })]],
    ['a form', [sent(STORE, { type: 'Document' }, 'POST'), raw({ Origin: PAGE })]],
    ['a beacon', [sent(STORE, { type: 'Ping' }, 'POST'), raw({ Origin: PAGE })]],
    ['a WebSocket', [sent('wss://bucket.example.com'), raw({ Origin: PAGE })]],
  ])('%s, also behind a redirect', (_what, events) => {
    const { exchanges, unread } = readDevToolsEvents([
      ...events,
      answered(307),
      redirected(OTHER, 'POST'),
      raw({ Origin: PAGE }),
      answered(200),
      received(200),
    ]);
    expect(exchanges).toEqual([]);
    expect(unread).toMatchObject([{ value: '1 requests' }]);
  });

  it('an image that was blocked, unless it is asked for with CORS', () => {
    const blocked = event('loadingFailed', { requestId: '1', errorText: '', blockedReason: 'csp' });
    const image = sent(STORE, { type: 'Image' });
    expect(readDevToolsEvents([image, blocked]).exchanges).toEqual([]);
    expect(readDevToolsEvents([image, raw({ Origin: PAGE }), blocked]).exchanges).toHaveLength(1);
  });
});

describe('redirects', () => {
  it('have the preflight of the address that they lead to', async () => {
    const { exchanges } = readDevToolsEvents([
      preflight('2', STORE, PAGE),
      sent(STORE, {}, 'PUT'),
      answered(200, ALLOWING, '2'),
      asked(PAGE),
      answered(307, { ...ALLOWING, location: OTHER }),
      redirected(OTHER, 'PUT'),
      preflight('3', OTHER, 'null'),
      answered(403, { 'x-amz-request-id': '1' }, '3'),
      refused('PreflightMissingAllowOriginHeader'),
    ]);
    expect(exchanges).toMatchObject([
      {
        request: { origin: PAGE, url: STORE },
        preflight: { response: { status: 200 } },
        redirects: [{ response: { status: 307 }, preflight: { status: 403 } }],
        response: null,
        failure: { leg: 'preflight', reason: 'PreflightMissingAllowOriginHeader' },
      },
    ]);
    const found = exchanges[0] && (await explainExchange(exchanges[0]));
    expect(found).toMatchObject({ code: 'act.redirect', undecided: { candidates: ['pre.refused'] } });
  });

  it('have it where that of the first address was not needed again', () => {
    const { exchanges } = readDevToolsEvents([
      sent(STORE, {}, 'PUT'),
      asked(PAGE),
      answered(307, ALLOWING),
      redirected(OTHER, 'PUT'),
      preflight('3', OTHER, 'null'),
      answered(403, {}, '3'),
      refused('PreflightMissingAllowOriginHeader'),
    ]);
    expect(exchanges).toMatchObject([
      { request: { origin: PAGE }, preflight: null, redirects: [{ preflight: { status: 403 } }] },
    ]);
  });

  it("that leave the page's own origin begin there", async () => {
    const cookie = { associatedCookies: [{ blockedReasons: [] }] };
    const { exchanges } = readDevToolsEvents([
      sent(`${PAGE}/api`),
      raw({ 'Sec-Fetch-Mode': 'cors' }, cookie),
      answered(302),
      redirected(STORE, 'GET', 302),
      asked(PAGE),
      answered(403, { 'x-amz-request-id': '1' }),
      refused('MissingAllowOriginHeader'),
    ]);
    expect(exchanges).toMatchObject([
      { request: { origin: PAGE, url: STORE }, redirects: [], response: { status: 403 } },
    ]);
    // The cookie went to the page's own origin.
    expect(exchanges[0]?.request.credentials).toBeUndefined();
    expect(exchanges[0] && (await explainExchange(exchanges[0])).raw?.status).toBe(403);
  });

  it('that leave it for where nobody answers do so too', async () => {
    const [exchange] = readDevToolsEvents([
      sent(`${PAGE}/api`),
      raw({ 'Sec-Fetch-Mode': 'cors' }),
      answered(302),
      redirected(STORE, 'GET', 302),
      event('loadingFailed', { requestId: '1', errorText: 'net::ERR_CONNECTION_REFUSED' }),
    ]).exchanges;
    expect(exchange?.request).toMatchObject({ origin: PAGE, url: STORE });
    expect(exchange && (await explainExchange(exchange)).code).toBe('net.unreachable');
  });

  it('that stay within it tell nothing', () => {
    const events = [sent(`${PAGE}/api`), asked(PAGE), answered(302), redirected(`${PAGE}/b`), received(200)];
    expect(readDevToolsEvents(events)).toEqual({ exchanges: [], unread: [] });
  });

  it('have their own raw headers, which may come late', () => {
    const [exchange] = readDevToolsEvents([
      sent(STORE),
      redirected(OTHER),
      asked(PAGE),
      answered(307, { ...ALLOWING, vary: 'origin' }),
      asked('null'),
      event('loadingFailed', { requestId: '1', errorText: 'net::ERR_EMPTY_RESPONSE' }),
    ]).exchanges;
    expect(exchange?.redirects?.[0]?.response.headers).toContainEqual(['vary', 'origin']);
    expect(exchange?.response).toBeNull();
  });
});

it('takes what the cache held of an answer that a 304 renews', async () => {
  const [exchange] = readDevToolsEvents([
    sent(STORE),
    asked(PAGE),
    answered(304),
    received(200, ALLOWING),
  ]).exchanges;
  expect(exchange?.response?.status).toBe(200);
  expect(exchange && (await explainExchange(exchange)).code).toBe('ok.allowed');
});
