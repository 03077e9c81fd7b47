import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/fetch-standard/engines/engine.js';
import { forgetPreflight } from '../../src/fetch-standard/preflight-cache/forget-preflight.js';
import { isPreflightKept } from '../../src/fetch-standard/preflight-cache/is-preflight-kept.js';
import type {
  CachedRequest,
  PreflightCache,
} from '../../src/fetch-standard/preflight-cache/preflight-cache.js';
import { storePreflight } from '../../src/fetch-standard/preflight-cache/store-preflight.js';
import { browsers, chromium, firefox, standard, webkit } from '../../src/index.js';
import type { CorsResponse } from '../../src/model/cors-exchange.js';
import { checkedRequest, engine, ORIGIN, OTHER, response } from './arbitraries.js';

const PUT: CachedRequest = { origin: ORIGIN, method: 'PUT', unsafeHeaders: ['x-a'], url: `${OTHER}/a?b` };

function answer(headers: Readonly<Record<string, string>> = {}): CorsResponse {
  const all = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'PUT',
    'Access-Control-Allow-Headers': 'X-A',
    'Access-Control-Max-Age': '60',
    ...headers,
  };
  return { status: 200, headers: Object.entries(all) };
}

/** Whether a second request goes out unasked, after the first was asked for and this was the answer. */
function isKept(
  second: Partial<CachedRequest>,
  { first = {}, headers = {}, afterSeconds = 1, whose = browsers as Engine } = {},
): boolean {
  const cache = storePreflight([], { ...PUT, ...first }, answer(headers), 1000, whose);
  return isPreflightKept(cache, { ...PUT, ...first, ...second }, 1000 + afterSeconds, whose);
}

const each = (ask: (whose: Engine) => boolean) => [standard, chromium, firefox, webkit].map(ask);

describe('what is kept of a preflight', () => {
  it('serves the same request until it ends', () => {
    expect(isKept({})).toBe(true);
    expect(isKept({}, { afterSeconds: 59.9 })).toBe(true);
    expect(isKept({}, { afterSeconds: 60 })).toBe(false);
  });

  it.each<readonly [what: string, second: Partial<CachedRequest>]>([
    ['origin', { origin: 'https://b.example' }],
    ['address', { url: `${OTHER}/a?c` }],
    ['method', { method: 'DELETE' }],
    ['header name', { unsafeHeaders: ['x-a', 'x-b'] }],
    ['use of cookies', { credentials: 'include' }],
  ])('does not serve another %s', (_, second) => {
    expect(isKept(second)).toBe(false);
  });

  it('serves less than was asked for', () => {
    expect(isKept({ unsafeHeaders: [] })).toBe(true);
    expect(isKept({ method: 'GET' })).toBe(true);
    expect(isKept({ method: 'POST' })).toBe(true);
    expect(isPreflightKept([], { ...PUT, method: 'GET', unsafeHeaders: [] }, 0)).toBe(false);
  });

  it('is nothing of one that is refused', () => {
    expect(isKept({}, { headers: { 'Access-Control-Allow-Methods': 'GET' } })).toBe(false);
    expect(storePreflight([], PUT, { status: 403, headers: [] }, 0)).toEqual([]);
    expect(storePreflight([], PUT, answer({ 'Access-Control-Max-Age': '0' }), 0)).toEqual([]);
  });

  it('is let go when it has ended', () => {
    const cache = storePreflight([], PUT, answer(), 0);
    const later = storePreflight(cache, { ...PUT, url: `${OTHER}/b` }, answer(), 60);
    expect(later.map(({ url }) => url)).toEqual([`${OTHER}/b`]);
  });
});

describe('how long it is kept', () => {
  const life = (maxAge: string | null, whose: Engine) => {
    const headers = maxAge === null ? [] : [['Access-Control-Max-Age', maxAge] as const];
    const { headers: others } = answer();
    const preflight = {
      status: 200,
      headers: [...others.filter(([name]) => !name.endsWith('Age')), ...headers],
    };
    return storePreflight([], PUT, preflight, 0, whose)[0]?.expiresAtSeconds ?? 0;
  };

  // Measured: standard, browsers, Chromium, Firefox, WebKit.
  it.each<readonly [maxAge: string | null, seconds: readonly number[]]>([
    [null, [5, 5, 5, 5, 5]],
    ['', [5, 5, 5, 5, 5]],
    ['0', [0, 0, 0, 0, 0]],
    ['-1', [0, 0, 0, 0, 0]],
    ['1', [1, 1, 1, 1, 1]],
    [' 60 ', [60, 60, 60, 60, 60]],
    ['060', [60, 60, 60, 60, 60]],
    ['+60', [5, 5, 60, 0, 60]],
    ['6x', [5, 5, 5, 0, 5]],
    ['1.5', [5, 5, 5, 0, 5]],
    ['60, 60', [5, 5, 5, 0, 5]],
    ['100000', [100_000, 86_400, 7200, 86_400, 600]],
    ['99999999999999999999', [1e20, 86_400, 5, 86_400, 5]],
  ])('with Access-Control-Max-Age: %s', (maxAge, seconds) => {
    expect([standard, browsers, chromium, firefox, webkit].map((whose) => life(maxAge, whose))).toEqual(
      seconds,
    );
  });
});

// Measured in this order: Chromium, Firefox, WebKit; the standard stands before them.
describe('the engines keep', () => {
  it('a fragment as part of the address, but for the standard', () => {
    expect(each((whose) => isKept({ url: `${PUT.url}#f` }, { whose }))).toEqual([true, false, false, false]);
  });

  it('what was allowed with cookies for requests without, but for Firefox', () => {
    const first = { credentials: 'include' } as const;
    const headers = { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' };
    expect(each((whose) => isKept({ credentials: 'omit' }, { first, headers, whose }))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('a star as a wildcard, but for Firefox', () => {
    const headers = { 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*' };
    expect(each((whose) => isKept({ unsafeHeaders: ['x-b'] }, { headers, whose }))).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(each((whose) => isKept({ method: 'DELETE' }, { headers, whose }))).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });

  it('a star as a letter where cookies go along', () => {
    const first = { credentials: 'include', unsafeHeaders: [] } as const;
    const headers = {
      'Access-Control-Allow-Origin': ORIGIN,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Headers': '*',
    };
    expect(each((whose) => isKept({ unsafeHeaders: ['x-b'] }, { first, headers, whose }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('a star as one for Authorization in WebKit alone', () => {
    const headers = { 'Access-Control-Allow-Headers': '*' };
    const second = { unsafeHeaders: ['authorization'] };
    expect(each((whose) => isKept(second, { headers, whose }))).toEqual([false, false, false, true]);
  });

  it('one answer after the other together, but for Chromium and WebKit', () => {
    const b: CachedRequest = { ...PUT, unsafeHeaders: ['x-b'] };
    const both = { ...PUT, unsafeHeaders: ['x-a', 'x-b'] };
    const kept = (request: CachedRequest) =>
      each((whose) => {
        const first = storePreflight([], PUT, answer(), 0, whose);
        const second = storePreflight(first, b, answer({ 'Access-Control-Allow-Headers': 'x-b' }), 1, whose);
        return isPreflightKept(second, request, 2, whose);
      });
    expect(kept(PUT)).toEqual([true, false, true, false]);
    expect(kept(b)).toEqual([true, true, true, true]);
    expect(kept(both)).toEqual([true, false, true, false]);
  });

  it('answers for other origins and addresses beside it', () => {
    for (const other of [{ origin: 'https://b.example' }, { url: `${OTHER}/b` }]) {
      const first = storePreflight([], PUT, answer(), 0, chromium);
      const second = storePreflight(first, { ...PUT, ...other }, answer(), 0, chromium);
      expect(isPreflightKept(second, PUT, 1, chromium)).toBe(true);
    }
  });

  it('HEAD only when it is named, in Firefox', () => {
    const first = { method: 'HEAD' };
    expect(each((whose) => isKept({}, { first, whose }))).toEqual([true, true, false, true]);
    const headers = { 'Access-Control-Allow-Methods': 'HEAD' };
    expect(isKept({}, { first, headers, whose: firefox })).toBe(true);
  });

  it('a forced request only when its method is named, in the standard', () => {
    const first = { method: 'POST', forcesPreflight: true };
    expect(each((whose) => isKept({}, { first, whose }))).toEqual([false, true, true, true]);
    const headers = { 'Access-Control-Allow-Methods': 'POST' };
    expect(isKept({}, { first, headers, whose: standard })).toBe(true);
  });

  it('the method of a forced request that the answer does not name, in the standard', () => {
    const { headers } = answer();
    const preflight = { status: 200, headers: headers.filter(([name]) => !name.endsWith('Methods')) };
    const forced = { ...PUT, method: 'PATCH', forcesPreflight: true };
    const cache = storePreflight([], forced, preflight, 0, standard);
    expect(isPreflightKept(cache, { ...PUT, method: 'PATCH' }, 1, standard)).toBe(true);
  });

  it.each([
    ['no-store', [true, false, false, true]],
    ['reload', [true, false, false, true]],
    ['no-cache', [true, false, true, true]],
    ['default', [true, true, true, true]],
    ['force-cache', [true, true, true, true]],
  ] as const)('it for requests with cache: %s', (cache, kept) => {
    expect(each((whose) => isKept({ cache }, { whose }))).toEqual(kept);
  });

  it('it after the answer was refused, but for the standard and Firefox', () => {
    const kept = each((whose) => {
      const cache = storePreflight([], PUT, answer(), 0, whose);
      return isPreflightKept(forgetPreflight(cache, PUT, whose), PUT, 1, whose);
    });
    expect(kept).toEqual([false, true, false, true]);
    const other = storePreflight([], { ...PUT, url: OTHER }, answer(), 0);
    expect(forgetPreflight(other, PUT)).toEqual(other);
  });

  it('a hundred of them in Firefox', () => {
    const fill = (whose: Engine) =>
      Array.from({ length: 101 }, (_, index) => `${OTHER}/${index}`).reduce<PreflightCache>(
        (cache, url) => storePreflight(cache, { ...PUT, url }, answer(), 0, whose),
        [],
      );
    expect(fill(firefox)).toHaveLength(100);
    expect(fill(firefox)[0]?.url).toBe(`${OTHER}/1`);
    expect(fill(chromium)).toHaveLength(101);
  });
});

describe('what is counted of what is kept', () => {
  it('are keys, and not answers', () => {
    const name = (index: number) => `x-${index}`;
    const keep = (cache: PreflightCache, url: string, index: number) =>
      storePreflight(
        cache,
        { ...PUT, url, unsafeHeaders: [name(index)] },
        answer({ 'Access-Control-Allow-Headers': name(index) }),
        0,
        firefox,
      );
    let cache = keep([], `${OTHER}/first`, 0);
    for (let index = 1; index <= 200; index += 1) cache = keep(cache, `${OTHER}/second`, index);
    const first = { ...PUT, url: `${OTHER}/first`, unsafeHeaders: [name(0)] };
    expect(isPreflightKept(cache, first, 1, firefox)).toBe(true);
    for (let index = 0; index < 98; index += 1) cache = keep(cache, `${OTHER}/${index}`, 0);
    expect(isPreflightKept(cache, first, 1, firefox)).toBe(true);
    cache = keep(cache, `${OTHER}/last`, 0);
    expect(isPreflightKept(cache, first, 1, firefox)).toBe(false);
  });

  it('is the method of a forced request only where the header is absent', () => {
    const forced = { ...PUT, method: 'POST', forcesPreflight: true };
    const keeps = (preflight: CorsResponse) =>
      isPreflightKept(storePreflight([], forced, preflight, 0, standard), forced, 1, standard);
    const { headers } = answer();
    expect(keeps({ status: 200, headers: headers.filter(([entry]) => !entry.endsWith('Methods')) })).toBe(
      true,
    );
    expect(keeps(answer({ 'Access-Control-Allow-Methods': '' }))).toBe(false);
  });
});

describe('the laws of the preflight cache', () => {
  const step = fc.tuple(
    checkedRequest,
    fc.constantFrom(`${OTHER}/a`, `${OTHER}/b#c`),
    response,
    fc.integer({ min: 0, max: 20 }),
  );

  it('never throws, changes nothing given, and keeps nothing that has ended', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), engine, (steps, whose) => {
        let cache: PreflightCache = Object.freeze([]);
        let nowSeconds = 0;
        for (const [request, url, preflight, seconds] of steps) {
          nowSeconds += seconds;
          cache = Object.freeze(storePreflight(cache, { ...request, url }, preflight, nowSeconds, whose));
          expect(cache.every(({ expiresAtSeconds }) => expiresAtSeconds > nowSeconds)).toBe(true);
          if (isPreflightKept(cache, { ...request, url }, nowSeconds, whose)) expect(cache).not.toEqual([]);
          cache = forgetPreflight(cache, { ...request, url: OTHER }, whose);
        }
      }),
      { numRuns: 300 },
    );
  });
});
