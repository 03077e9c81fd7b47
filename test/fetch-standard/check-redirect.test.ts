import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { checkRedirect } from '../../src/fetch-standard/check-redirect.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import type { RedirectedRequest } from '../../src/fetch-standard/redirected-request.js';
import { browsers, chromium, firefox, standard, webkit } from '../../src/index.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';
import { checkedRequest, engine, response } from './arbitraries.js';

const SELF = 'https://app.example.com';
const A = 'https://a.example';
const B = 'https://b.example';
const METHODS: HeaderEntry = ['Access-Control-Allow-Methods', 'PUT'];
const OPEN: HeaderEntry = ['Access-Control-Allow-Origin', '*'];

const to = (location: string, status = 307, ...headers: HeaderEntry[]): CorsResponse => ({
  status,
  headers: [...headers, ['Location', location]],
});

const HEADERS: readonly HeaderEntry[] = [
  ['authorization', 'z'],
  ['content-encoding', 'q'],
  ['content-language', 'x_y'],
  ['content-location', 'w'],
  ['content-md5', 'e'],
  ['content-type', 'a/b'],
  ['x-a', '1'],
];

/** A request, and where its redirects lead it; every answer is open to all. */
function follow(page: Partial<PageRequest>, places: readonly string[], status = 307, whose = standard) {
  let request: ReturnType<typeof explainRequest> | RedirectedRequest = explainRequest(
    { origin: SELF, method: 'GET', url: `${places[0]}/0`, ...page },
    whose,
  );
  for (const [index, place] of places.slice(1).entries()) {
    const next = checkRedirect(request, to(`${place}/${index + 1}`, status, OPEN), whose);
    if ('allowed' in next) return next;
    request = next;
  }
  return request;
}

describe('the origin after redirects', () => {
  it.each([
    [[SELF, A], SELF],
    [[A, A], SELF],
    [[A, B], 'null'],
    [[A, SELF], 'null'],
    [[SELF, A, A], SELF],
    [[SELF, A, SELF], 'null'],
    [[A, B, A], 'null'],
    [[A, B, B], 'null'],
    [[SELF, SELF, A], SELF],
  ])('over %j is %s', (places, origin) => {
    expect(follow({}, places)).toMatchObject({ origin, pageOrigin: SELF, redirectCount: places.length - 1 });
  });

  it('stays known to Firefox in its preflight, which is checked against it', () => {
    const put = { method: 'PUT' };
    expect(follow(put, [A, B], 307, firefox)).toMatchObject({ origin: 'null', preflight: { origin: SELF } });
    expect(follow(put, [A, B], 307, chromium)).toMatchObject({
      origin: 'null',
      preflight: { origin: 'null' },
    });
    const request = explainRequest({ origin: SELF, method: 'PUT', url: `${A}/0` });
    const verdict = (preflightOrigin: string, whose = standard) =>
      checkCors(
        {
          request,
          preflight: null,
          redirects: [
            {
              response: to(`${B}/1`, 307, OPEN),
              preflight: {
                status: 200,
                headers: [
                  ['Access-Control-Allow-Origin', preflightOrigin],
                  ['Access-Control-Allow-Methods', 'PUT'],
                ],
              },
            },
          ],
          response: { status: 200, headers: [['Access-Control-Allow-Origin', 'null']] },
        },
        whose,
      ).allowed;
    expect([verdict('null'), verdict(SELF)]).toEqual([true, false]);
    expect([verdict('null', firefox), verdict(SELF, firefox)]).toEqual([false, true]);
  });
});

describe('the request after a redirect', () => {
  it.each([
    [301, 'GET', 'GET'],
    [301, 'POST', 'GET'],
    [301, 'PUT', 'PUT'],
    [302, 'POST', 'GET'],
    [302, 'DELETE', 'DELETE'],
    [303, 'HEAD', 'HEAD'],
    [303, 'POST', 'GET'],
    [303, 'PUT', 'GET'],
    [303, 'OPTIONS', 'GET'],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
  ])('after %i is, for %s, %s', (status, method, sent) => {
    const next = follow({ method, headers: HEADERS, body: {} }, [A, A], status);
    const bodyNames = ['content-encoding', 'content-language', 'content-location', 'content-type'];
    const names = HEADERS.map(([name]) => name);
    const isRewritten = sent !== method;
    expect(next).toMatchObject({
      method: sent,
      unsafeHeaders: names.filter((name) => !isRewritten || !bodyNames.includes(name)),
    });
  });

  it.each([
    [[SELF, SELF], ['authorization', 'x-a'], false],
    [[SELF, A], ['x-a'], true],
    [[A, A], ['authorization', 'x-a'], true],
    [[A, SELF], ['x-a'], true],
    [[SELF, A, A], ['x-a'], true],
  ])('over %j asks for %j', (places, names, asks) => {
    const headers = HEADERS.filter(([name]) => ['authorization', 'x-a'].includes(name));
    const next = follow({ headers }, places);
    expect(next).toMatchObject({ unsafeHeaders: names, hasBeenElsewhere: asks });
    expect((next as RedirectedRequest).preflight?.headers).toEqual(asks ? names : undefined);
  });

  it('is asked for again when it was forced', () => {
    const upload = { method: 'POST', uploadListeners: true, body: {} };
    expect(follow(upload, [SELF, A])).toMatchObject({ preflight: { method: 'POST', headers: [] } });
    expect(follow({ method: 'POST' }, [SELF, A])).toMatchObject({ preflight: null });
  });

  it('still asks for what is gone in WebKit, and for what is back in Firefox', () => {
    const post = { method: 'POST', headers: HEADERS, body: {} };
    const all = HEADERS.map(([name]) => name);
    expect(follow(post, [A, B], 303, webkit)).toMatchObject({ method: 'GET', unsafeHeaders: all });
    const signed = { headers: HEADERS.slice(0, 1) };
    expect(follow(signed, [SELF, A, A], 307, standard)).toMatchObject({ unsafeHeaders: [], preflight: null });
    // Firefox asks at the first address too, though for nothing.
    expect(follow(signed, [SELF, A], 307, firefox)).toMatchObject({
      unsafeHeaders: [],
      preflight: { headers: [] },
    });
    expect(follow(signed, [SELF, A, A], 307, firefox)).toMatchObject({ unsafeHeaders: ['authorization'] });
  });
});

const HINTS: readonly HeaderEntry[] = [
  ['DPR', 'x'],
  ['Save-Data', 'x'],
];

describe('the engines after a redirect', () => {
  it.each([
    ['standard', standard, null],
    ['Chromium', chromium, null],
    ['Firefox', firefox, []],
    ['WebKit', webkit, []],
  ] as const)('%s asks for a GET that was a PUT, or does not', (_, whose, headers) => {
    const asked = headers === null ? null : { kind: 'preflight', origin: SELF, method: 'GET', headers };
    expect(follow({ method: 'PUT' }, [A, A], 303, whose)).toMatchObject({ method: 'GET', preflight: asked });
    // What was never asked for is not from there on.
    expect(follow({ method: 'PUT' }, [SELF, A], 303, whose)).toMatchObject({
      method: 'GET',
      preflight: null,
    });
    expect(follow({}, [A, A], 307, whose)).toMatchObject({ preflight: null });
  });

  it('takes client hints away in Chromium, but not on the way to the page', () => {
    const left = (places: readonly string[], whose = chromium) =>
      follow({ headers: HINTS }, places, 307, whose);
    expect(left([A, A])).toMatchObject({ unsafeHeaders: ['save-data'] });
    expect(left([SELF, A])).toMatchObject({ unsafeHeaders: ['save-data'] });
    expect(left([A, SELF])).toMatchObject({ unsafeHeaders: ['dpr', 'save-data'] });
    expect(left([A, A], firefox)).toMatchObject({ unsafeHeaders: ['dpr', 'save-data'] });
  });

  it.each([301, 302, 307, 308])('makes DELETE a GET in WebKit after %d to another origin', (status) => {
    expect(follow({ method: 'DELETE' }, [A, B], status, webkit)).toMatchObject({ method: 'GET' });
    expect(follow({ method: 'DELETE' }, [A, A], status, webkit)).toMatchObject({ method: 'DELETE' });
    expect(follow({ method: 'PUT' }, [A, B], status, webkit)).toMatchObject({ method: 'PUT' });
    for (const whose of [standard, chromium, firefox])
      expect(follow({ method: 'DELETE' }, [A, B], status, whose)).toMatchObject({ method: 'DELETE' });
  });

  it('checks what began at the page in WebKit as if cookies went along, while it is redirected', () => {
    const judged = (credentials: 'omit' | 'same-origin', first: string, whose = webkit) => {
      const next = follow({ credentials }, [first, A], 307, whose);
      return 'allowed' in next ? next : checkRedirect(next, to(`${A}/2`, 307, OPEN), whose);
    };
    expect(judged('same-origin', SELF)).toMatchObject({ code: 'allow-origin-wildcard-with-credentials' });
    expect(judged('omit', SELF)).toMatchObject({ redirectCount: 2 });
    expect(judged('same-origin', A)).toMatchObject({ redirectCount: 2 });
    for (const whose of [standard, chromium, firefox])
      expect(judged('same-origin', SELF, whose)).toMatchObject({ redirectCount: 2 });
  });

  it('back at the page asks Firefox for no permission of the origin, but for all others', () => {
    const judged = (preflight: CorsResponse, whose = firefox) => {
      const request = explainRequest({ origin: SELF, method: 'PUT', url: `${A}/0` }, whose);
      const redirects = [{ response: to(`${SELF}/1`, 307, OPEN), preflight }];
      const first = { status: 200, headers: [OPEN, METHODS] };
      return checkCors({ request, preflight: first, redirects, response: null }, whose);
    };
    expect(judged({ status: 200, headers: [METHODS] })).toMatchObject({ allowed: true });
    expect(judged({ status: 403, headers: [METHODS] })).toMatchObject({ code: 'preflight-status' });
    expect(judged({ status: 200, headers: [] })).toMatchObject({ code: 'method-not-allowed' });
    for (const whose of [standard, chromium, webkit])
      expect(judged({ status: 200, headers: [METHODS] }, whose)).toMatchObject({
        code: 'allow-origin-missing',
      });
  });
});

describe('a redirect is refused', () => {
  const get = explainRequest({ origin: SELF, method: 'GET', url: `${A}/0` });
  const own = explainRequest({ origin: SELF, method: 'GET', url: `${SELF}/0` });

  it.each([
    ['by the CORS check', to(`${A}/1?secret`), 'allow-origin-missing', '', `${A}/1`],
    [
      'when it leads nowhere',
      to('http://[?secret', 302, OPEN),
      'redirect-location-invalid',
      'http://[',
      'http://[',
    ],
    ['when it leaves http', to('ftp://x/y', 301, OPEN), 'redirect-scheme', 'ftp:', 'ftp://x/y'],
    ['when it names a user', to('https://u:p@a.example/1', 308, OPEN), 'redirect-credentials', '', `${A}/1`],
    [
      'when it names a password',
      to('https://:p@a.example/1', 308, OPEN),
      'redirect-credentials',
      '',
      `${A}/1`,
    ],
  ])('%s', (_, redirect, code, value, url) => {
    const verdict = checkRedirect(get, redirect);
    expect(verdict).toMatchObject({
      allowed: false,
      blockedAt: 'redirect',
      code,
      value,
      url,
      status: redirect.status,
    });
    expect(JSON.stringify(verdict)).not.toMatch(/secret|u:p|:p@/);
  });

  it('in the words of the sections of the standard', () => {
    expect(checkRedirect(get, to('ftp://x', 307, OPEN))).toMatchObject({
      step: 'https://fetch.spec.whatwg.org/#http-redirect-fetch',
    });
    expect(checkRedirect(get, to('/x'))).toMatchObject({ step: 'https://fetch.spec.whatwg.org/#cors-check' });
  });

  it('only after it was checked, and only elsewhere', () => {
    expect(checkRedirect(own, to(`${A}/1`))).toMatchObject({ url: `${A}/1`, preflight: null });
    expect(checkRedirect(own, to('https://u@a.example/1'))).toMatchObject({ code: 'redirect-credentials' });
    expect(checkRedirect(own, to('https://u@app.example.com/1'))).toMatchObject({ redirectCount: 1 });
    expect(checkRedirect(own, to('https://u@app.example.com/1'), chromium)).toMatchObject({
      code: 'redirect-credentials-own',
    });
  });

  it('after twenty', () => {
    const places = (count: number) => Array.from({ length: count + 1 }, () => A);
    expect(follow({}, places(20))).toMatchObject({ redirectCount: 20 });
    expect(follow({}, places(21))).toMatchObject({ code: 'redirect-too-many', value: '20' });
  });

  it('when a stream would have to be sent again', () => {
    const stream = { method: 'POST', body: { isStream: true } };
    expect(follow(stream, [A, A], 307)).toMatchObject({ code: 'redirect-body-lost' });
    expect(follow(stream, [A, A], 303)).toMatchObject({ method: 'GET', streamsBody: false });
  });

  it('when the page wants none, or only to see that there is one', () => {
    const redirect = to(`${A}/1`, 307, OPEN);
    expect(checkRedirect({ ...get, redirect: 'error' }, redirect)).toMatchObject({
      code: 'redirect-forbidden',
      step: 'https://fetch.spec.whatwg.org/#http-fetch',
      url: `${A}/0`,
    });
    expect(checkRedirect({ ...get, redirect: 'manual' }, redirect)).toEqual({
      allowed: true,
      readableHeaders: [],
      notes: ['opaque-redirect'],
    });
    expect(checkRedirect({ ...get, redirect: 'manual' }, to(`${A}/1`))).toMatchObject({ allowed: false });
  });

  it('with an empty Location in other ways by each engine', () => {
    const empty = to('', 307, OPEN);
    expect(checkRedirect(get, empty, standard)).toMatchObject({ url: `${A}/0` });
    expect(checkRedirect(get, empty, firefox)).toMatchObject({ url: `${A}/0` });
    expect(checkRedirect(get, empty, webkit)).toMatchObject({ code: 'redirect-location-invalid' });
    expect(checkCors({ request: get, preflight: null, response: empty }, chromium)).toMatchObject({
      allowed: true,
    });
  });
});

describe('where a redirect leads is not known', () => {
  const url = `${A}/0`;
  const put = { origin: SELF, method: 'PUT', unsafeHeaders: [] };

  it.each([
    ['without its address', put, to('/1', 307, OPEN), 'url'],
    [
      'when the store may send another',
      { ...put, url },
      { ...to('/1', 307, OPEN), unknown: ['location'] },
      'location',
    ],
    [
      'when the status is not known',
      { ...put, url },
      { ...to('/1', 307, OPEN), unknown: ['status'] },
      'status',
    ],
    ['when it is no redirect', { ...put, url }, { status: 200, headers: [OPEN] }, 'location'],
  ])('%s', (_, request, redirect, part) => {
    expect(checkRedirect(request, redirect)).toEqual({ allowed: null, unknown: [part] });
  });
});

describe('checkCors over redirects', () => {
  const request = explainRequest({ origin: SELF, method: 'PUT', url: `${A}/0` });
  const passes: CorsResponse = {
    status: 200,
    headers: [OPEN, ['Access-Control-Allow-Methods', 'PUT'], ['ETag', 'e']],
  };
  const hop = { response: to(`${A}/1`, 307, OPEN), preflight: passes };

  it('checks every preflight and every answer in turn', () => {
    const whole = { request, preflight: passes, redirects: [hop, hop], response: passes };
    expect(checkCors(whole)).toMatchObject({ allowed: true });
    const refuses: CorsResponse = { status: 200, headers: [] };
    expect(checkCors({ ...whole, preflight: refuses })).toMatchObject({ blockedAt: 'preflight' });
    expect(checkCors({ ...whole, redirects: [hop, { ...hop, response: to('/1') }] })).toMatchObject({
      blockedAt: 'redirect',
    });
    expect(checkCors({ ...whole, redirects: [hop, { ...hop, preflight: refuses }] })).toMatchObject({
      blockedAt: 'preflight',
    });
    expect(checkCors({ ...whole, response: refuses })).toMatchObject({ blockedAt: 'response' });
  });

  it('keeps the notes on the way', () => {
    const signed = { ...request, unsafeHeaders: ['authorization'] };
    const star: CorsResponse = {
      status: 200,
      headers: [...passes.headers, ['Access-Control-Allow-Headers', '*']],
    };
    expect(
      checkCors({
        request: signed,
        preflight: star,
        redirects: [{ ...hop, preflight: star }],
        response: passes,
      }),
    ).toMatchObject({ notes: ['authorization-under-star'] });
  });

  it('never throws, and the first redirect that fails decides', () => {
    fc.assert(
      fc.property(checkedRequest, response, response, engine, (asked, first, second, whose) => {
        const next = checkRedirect(asked, first, whose);
        const verdict = checkCors(
          {
            request: asked,
            preflight: null,
            redirects: [{ response: first, preflight: null }],
            response: second,
          },
          whose,
        );
        if ('allowed' in next) expect(verdict).toEqual(next);
        else expect(verdict).toEqual(checkCors({ request: next, preflight: null, response: second }, whose));
      }),
      { numRuns: 500 },
    );
  });

  it('is the same for the default as for the standard where redirects are followed', () => {
    expect(follow({}, [A, B], 307, browsers)).toEqual(follow({}, [A, B], 307, standard));
  });
});
