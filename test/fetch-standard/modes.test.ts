import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { checkRedirect } from '../../src/fetch-standard/check-redirect.js';
import type { Engine } from '../../src/fetch-standard/engines/engine.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import { chromium, firefox, standard, webkit } from '../../src/index.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';
import { ENGINES, ORIGIN, OTHER } from './arbitraries.js';

const OPEN: HeaderEntry = ['Access-Control-Allow-Origin', '*'];
const answer = (headers: readonly HeaderEntry[] = [], status = 200): CorsResponse => ({ status, headers });
const policy = (value: string): HeaderEntry => ['Cross-Origin-Resource-Policy', value];

/** What comes of a request without a preflight, and its answer. */
function check(page: Partial<PageRequest>, response: CorsResponse | null, engine: Engine = standard) {
  const request = explainRequest(
    { origin: ORIGIN, method: 'GET', url: `${OTHER}/a?secret`, ...page },
    engine,
  );
  return checkCors({ request, preflight: null, response }, engine);
}

describe('the mode same-origin', () => {
  it.each(ENGINES)('lets nothing out to another origin: %s', (_, engine) => {
    for (const response of [null, answer([OPEN])])
      expect(check({ mode: 'same-origin' }, response, engine)).toEqual({
        allowed: false,
        blockedAt: 'policy',
        code: 'mode-same-origin',
        value: '',
        step: 'https://fetch.spec.whatwg.org/#main-fetch',
        status: null,
        origin: ORIGIN,
        url: `${OTHER}/a`,
      });
  });

  it('lets a page ask its own origin, and go no further', () => {
    const own = { mode: 'same-origin', url: `${ORIGIN}/a` } as const;
    expect(check(own, answer([['X-A', '1']]))).toMatchObject({ allowed: true, readableHeaders: ['x-a'] });
    const to = (location: string) => answer([OPEN, ['Location', location]], 302);
    expect(check(own, to(`${OTHER}/b?secret`))).toMatchObject({
      code: 'mode-same-origin',
      url: `${OTHER}/b`,
    });
    expect(check(own, to('/b'))).toEqual({ allowed: null, unknown: ['location'] });
  });
});

describe('the mode no-cors', () => {
  const mode = 'no-cors';

  it('lets the answer through, of which the page reads nothing', () => {
    for (const headers of [
      [],
      [OPEN, ['Access-Control-Expose-Headers', '*'] as const],
      [policy('cross-origin')],
    ])
      expect(check({ mode }, answer(headers))).toEqual({
        allowed: true,
        readableHeaders: [],
        notes: ['opaque-response'],
      });
    expect(check({ mode, url: `${ORIGIN}/a` }, answer([['X-A', '1']]))).toMatchObject({
      readableHeaders: ['x-a'],
      notes: [],
    });
  });

  it.each(['error', 'manual'] as const)('cannot have redirects as %s elsewhere', (redirect) => {
    expect(check({ mode, redirect }, null)).toMatchObject({
      blockedAt: 'policy',
      code: 'mode-no-cors-redirect',
      value: redirect,
      status: null,
    });
    expect(check({ mode, redirect, url: `${ORIGIN}/a` }, answer())).toMatchObject({ allowed: true });
  });

  it('is held back by the policy of the resource', () => {
    expect(check({ mode }, answer([policy('same-origin')]))).toMatchObject({
      allowed: false,
      code: 'resource-policy',
      url: `${OTHER}/a`,
    });
    expect(check({ mode }, answer([policy('same-site')]))).toEqual({ allowed: null, unknown: ['site'] });
    const unsure = { ...answer(), unknown: ['cross-origin-resource-policy'] };
    expect(check({ mode }, unsure)).toEqual({ allowed: null, unknown: ['cross-origin-resource-policy'] });
  });

  it('has no CORS check on a redirect, and no preflight after it', () => {
    const request = explainRequest({ origin: ORIGIN, method: 'GET', url: `${OTHER}/a`, mode }, standard);
    const to = (location: string, ...headers: HeaderEntry[]) =>
      answer([...headers, ['Location', location]], 307);
    expect(checkRedirect(request, to('https://third.example/b'))).toMatchObject({ preflight: null });
    expect(checkRedirect(request, to('/b', policy('same-origin')))).toMatchObject({
      code: 'resource-policy',
    });
    const redirects = [{ response: to(`${ORIGIN}/b`), preflight: null }];
    // Once elsewhere, the answer stays opaque even at the page's own origin, whose policy lets it have it.
    expect(
      checkCors({ request, preflight: null, redirects, response: answer([policy('same-origin')]) }),
    ).toMatchObject({ allowed: true, notes: ['opaque-response'] });
  });
});

describe('a preflight that is not given', () => {
  const put = { method: 'PUT' };

  it('is noted, since only one that is kept lets the request out', () => {
    for (const response of [null, answer([OPEN])])
      expect(check(put, response)).toMatchObject({ allowed: true, notes: ['preflight-not-given'] });
    expect(check({}, answer([OPEN]))).toMatchObject({ notes: [] });
    expect(check({ ...put, url: `${ORIGIN}/a` }, answer())).toMatchObject({ notes: [] });
    expect(check(put, answer())).toMatchObject({ code: 'allow-origin-missing' });
  });

  it('is noted after a redirect', () => {
    const request = explainRequest({ origin: ORIGIN, method: 'PUT', url: `${OTHER}/a` });
    const preflight = answer([OPEN, ['Access-Control-Allow-Methods', 'PUT']]);
    const redirects = [{ response: answer([OPEN, ['Location', '/b']], 307), preflight: null }];
    const exchange = { request, preflight, redirects, response: answer([OPEN]) };
    expect(checkCors(exchange)).toMatchObject({ allowed: true, notes: ['preflight-not-given'] });
    const [redirect] = redirects;
    const given = { ...exchange, redirects: redirect ? [{ ...redirect, preflight }] : [] };
    expect(checkCors(given)).toMatchObject({ allowed: true, notes: [] });
  });
});

// Each was measured in Chromium 156.0.8078.79, Firefox ESR 153.7.0 and WebKitGTK 2.50.6, and is played by the conformance run.
describe('XMLHttpRequest', () => {
  const xhr = { api: 'xhr' } as const;

  it.each(ENGINES)('joins the lines of a name: %s', (_, engine) => {
    const headers: HeaderEntry[] = [
      ['Accept', 'a'.repeat(100)],
      ['accept', 'a'.repeat(100)],
    ];
    const page = { origin: ORIGIN, method: 'GET', headers };
    expect(explainRequest({ ...page, ...xhr }, engine).unsafeHeaders).toEqual(['accept']);
    expect(explainRequest({ ...page, uploadListeners: true }, engine).api).toBe('xhr');
  });

  it('exposes nothing beside what is malformed, in Firefox', () => {
    const given = answer([OPEN, ['Access-Control-Expose-Headers', '*, a b'], ['X-A', '1']]);
    expect(check({}, given, firefox)).toMatchObject({ readableHeaders: expect.arrayContaining(['x-a']) });
    expect(check(xhr, given, firefox)).toMatchObject({ readableHeaders: [] });
  });

  it('follows to a user within its own origin, in Chromium', () => {
    const location = `${ORIGIN.replace('//', '//user@')}/b`;
    const given = answer([['Location', location]], 302);
    const own = { url: `${ORIGIN}/a` };
    expect(check(own, given, chromium)).toMatchObject({ code: 'redirect-credentials-own' });
    expect(check({ ...own, ...xhr }, given, chromium)).toEqual({ allowed: null, unknown: ['location'] });
  });

  it.each([
    ['standard', standard, ['content-type']],
    ['Chromium', chromium, []],
    ['Firefox', firefox, ['content-type']],
    ['WebKit', webkit, []],
  ] as const)('sends a type that is none: %s', (_, engine, unsafe) => {
    const page = { origin: ORIGIN, method: 'POST', body: { contentType: 'x' } };
    expect(explainRequest(page, engine).unsafeHeaders).toEqual(['content-type']);
    expect(explainRequest({ ...page, ...xhr }, engine).unsafeHeaders).toEqual(unsafe);
    const typed = { ...page, ...xhr, body: { contentType: 'image/png;a="b"' } };
    expect(explainRequest(typed, engine).unsafeHeaders).toEqual(['content-type']);
  });

  it('still asks for the type of a body that is gone, where it was alone, in Firefox', () => {
    const redirect = answer([OPEN, ['Location', '/b']], 301);
    const asked = (page: Partial<PageRequest>) => {
      const request = explainRequest(
        { origin: ORIGIN, method: 'POST', url: `${OTHER}/a`, body: { contentType: 'image/png' }, ...page },
        firefox,
      );
      const next = checkRedirect(request, redirect, firefox);
      return 'allowed' in next ? next : next.unsafeHeaders;
    };
    expect(asked({})).toEqual([]);
    expect(asked(xhr)).toEqual(['content-type']);
    expect(asked({ ...xhr, headers: [['X-A', '1']] })).toEqual(['x-a']);
    expect(asked({ ...xhr, headers: [['Content-Type', 'image/png']] })).toEqual([]);
  });
});
