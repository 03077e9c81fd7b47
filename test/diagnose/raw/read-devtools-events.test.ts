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
/** The same of another request. */
const as = (requestId: string, ...events: ReturnType<typeof event>[]) =>
  events.map(({ method, params }) => ({ method, params: { ...params, requestId } }));
const aborted = event('loadingFailed', { requestId: '1', errorText: 'net::ERR_ABORTED', canceled: true });
const explained = async (events: Parameters<typeof readDevToolsEvents>[0]) => {
  const found = await Promise.all(readDevToolsEvents(events).exchanges.map((each) => explainExchange(each)));
  return found.map(({ code }) => code);
};
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

  it('are told without raw headers, by what they say of the page', async () => {
    const leads = { redirectResponse: { status: 307, headers: { ...ALLOWING, location: OTHER } } };
    const events = [
      sent(STORE),
      sent(OTHER, leads),
      received(200, { 'access-control-allow-origin': 'null' }),
    ];
    const { exchanges, unread } = readDevToolsEvents(events);
    expect([exchanges.length, unread]).toEqual([1, []]);
    expect(exchanges[0]).toMatchObject({ request: { origin: PAGE, url: STORE }, redirects: [{}] });
    expect(await explained(events)).toEqual(['ok.allowed']);
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

describe('what nothing was seen of on its way', () => {
  const seen = (allowed: object) => [
    sent(STORE),
    asked(PAGE),
    answered(200, allowed),
    received(200, allowed),
  ];
  const STAR = { 'access-control-allow-origin': '*' };

  it.each([
    ['WildcardOriginNotAllowed', STAR, 'pre.cred-wildcard'],
    ['InvalidAllowCredentials', ALLOWING, 'pre.cred-missing'],
  ])('is answered by the cache: %s', async (corsError, allowed, code) => {
    const events = [...seen(allowed), ...as('2', sent(STORE), refused(corsError))];
    expect(readDevToolsEvents(events).exchanges[1]).toMatchObject({
      request: { credentials: 'include' },
      response: { status: 200 },
      failure: { leg: 'request', reason: corsError },
      servedBy: 'browser-cache',
    });
    expect(await explained(events)).toEqual(['ok.allowed', code]);
  });

  it.each([
    ['PUT', 'MissingAllowOriginHeader', 'undecided'],
    ['GET', 'DisallowedByMode', 'undecided'],
    ['GET', 'LocalNetworkAccessPermissionDenied', 'env.lna'],
  ])('is not: %s %s', async (method, corsError, code) => {
    const events = [...seen(STAR), ...as('2', sent(STORE, {}, method), refused(corsError))];
    expect(readDevToolsEvents(events).exchanges[1]).toMatchObject({
      response: null,
      failure: { leg: 'request', reason: corsError },
    });
    expect(await explained(events)).toEqual(['ok.allowed', code]);
  });

  it('is not known to be, without raw headers', () => {
    const first = sent(STORE, { request: { method: 'GET', url: STORE, headers: { Origin: PAGE } } });
    const events = [first, received(200, STAR), ...as('2', sent(STORE), refused('MissingAllowOriginHeader'))];
    expect(readDevToolsEvents(events).exchanges[1]).toMatchObject({ response: null, servedBy: 'network' });
  });
});

describe('preflights of which nobody says whose they are', () => {
  const put = (name: string, headers: object = {}) =>
    sent(STORE, { request: { method: 'PUT', url: STORE, headers: { [name]: '1', ...headers } } });
  const asking = (names: string) => {
    const headers = {
      Origin: PAGE,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': names,
    };
    return sent(STORE, { type: 'Preflight', request: { method: 'OPTIONS', url: STORE, headers } });
  };

  it('belong to who sends what they ask for', () => {
    const events = [
      ...as('1', put('X-A'), aborted),
      ...as('2', put('X-Z', { Origin: 'https://b.example' }), aborted),
      ...as('3', put('X-Z'), aborted),
      ...as('4', asking('authorization,x-z')),
    ];
    const { exchanges } = readDevToolsEvents(events);
    const names = exchanges.map(({ preflight }) => preflight?.headers);
    expect(names).toEqual([undefined, undefined, ['authorization', 'x-z']]);
  });

  it('stand where they appeared, if to nobody', () => {
    const events = [...as('1', asking('x-b')), ...as('2', put('X-A'), refused('MissingAllowOriginHeader'))];
    const names = readDevToolsEvents(events).exchanges.map(({ preflight }) => preflight?.headers);
    expect(names).toEqual([['x-b'], undefined]);
  });
});

it.each(['Fetch', 'XHR', 'Font'])('without raw headers takes it that the page asked: %s', async (type) => {
  const events = [sent(STORE, { type }), received(200, ALLOWING)];
  expect(await explained(events)).toEqual(['ok.allowed']);
  expect(readDevToolsEvents(events).unread).toEqual([]);
  expect(readDevToolsEvents([sent(STORE, { type })])).toEqual({ exchanges: [], unread: [] });
  // Not where the answer would have been refused, and was not.
  expect(readDevToolsEvents([sent(STORE, { type }), received(200)]).unread).toHaveLength(1);
});

it('is not told by an abort after the answer whether the page had it whole', async () => {
  const events = [sent(STORE), asked(PAGE), answered(200, ALLOWING)];
  expect(await explained([...events, received(200, ALLOWING), aborted])).toEqual(['ok.allowed']);
  const { exchanges } = readDevToolsEvents([...events, received(200, ALLOWING), aborted]);
  const found = exchanges[0] && (await explainExchange(exchanges[0]));
  expect([found?.confidence, found?.undecided?.candidates]).toEqual(['strong', ['env.abort']]);
  expect(await explained([sent(STORE), asked(PAGE), aborted])).toEqual(['env.abort']);
});

it.each([
  ['Header', 'headers', '*', 'x-a', 'include'],
  ['Header', 'headers', 'x-b, *', 'x-a,authorization', undefined],
  ['Header', 'headers', 'x-b', 'x-a', undefined],
  ['Method', 'methods', '*', 'x-a', 'include'],
  ['Method', 'methods', 'GET', 'x-a', undefined],
])('%s refused with access-control-allow-%s: %s for %s', (what, list, allowed, names, credentials) => {
  const headers = {
    Origin: PAGE,
    'Access-Control-Request-Method': 'PUT',
    'Access-Control-Request-Headers': names,
  };
  const answer = {
    ...ALLOWING,
    'access-control-allow-credentials': 'true',
    [`access-control-allow-${list}`]: allowed,
  };
  const initiator = { type: 'preflight', requestId: '1' };
  const [exchange] = readDevToolsEvents([
    sent(STORE, {}, 'PUT'),
    ...as('2', sent(STORE, { initiator, request: { method: 'OPTIONS', url: STORE, headers } })),
    answered(200, answer, '2'),
    refused(`${what}DisallowedByPreflightResponse`),
  ]).exchanges;
  expect(exchange?.request.credentials).toBe(credentials);
});
