import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckedRequest, checkCors } from '../../src/fetch-standard/check-cors.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';

const ORIGIN = 'https://app.example.com';
const PUT: CheckedRequest = { origin: ORIGIN, method: 'PUT', unsafeHeaders: ['authorization', 'x-amz-date'] };

function answer(headers: Readonly<Record<string, string>>, status = 200): CorsResponse {
  return { status, headers: Object.entries(headers) };
}

const PASSING = {
  'Access-Control-Allow-Origin': ORIGIN,
  'Access-Control-Allow-Methods': 'GET, PUT',
  'Access-Control-Allow-Headers': 'authorization, x-amz-date',
};
const { 'Access-Control-Allow-Origin': _origin, ...WITHOUT_ORIGIN } = PASSING;

describe('checkCors names the first step that fails', () => {
  it.each<readonly [what: string, preflight: CorsResponse, code: string, value: string]>([
    ['a redirect, before all else', answer({}, 307), 'preflight-redirected', '307'],
    ['no allowed origin, before the status', answer(WITHOUT_ORIGIN, 403), 'allow-origin-missing', ''],
    [
      'another origin',
      answer({ ...PASSING, 'Access-Control-Allow-Origin': 'https://b' }),
      'allow-origin-mismatch',
      'https://b',
    ],
    [
      'the origin with a slash',
      answer({ ...PASSING, 'Access-Control-Allow-Origin': `${ORIGIN}/` }),
      'allow-origin-mismatch',
      `${ORIGIN}/`,
    ],
    ['an error status', answer(PASSING, 403), 'preflight-status', '403'],
    ['304', answer(PASSING, 304), 'preflight-status', '304'],
    [
      'a method list that does not parse',
      answer({ ...PASSING, 'Access-Control-Allow-Methods': 'PUT;GET' }),
      'allow-methods-malformed',
      'PUT;GET',
    ],
    [
      'a name list that does not parse',
      answer({ ...PASSING, 'Access-Control-Allow-Headers': 'authorization x-amz-date' }),
      'allow-headers-malformed',
      'authorization x-amz-date',
    ],
    [
      'a method that is missing',
      answer({ ...PASSING, 'Access-Control-Allow-Methods': 'put' }),
      'method-not-allowed',
      'PUT',
    ],
    [
      'a name that is missing',
      answer({ ...PASSING, 'Access-Control-Allow-Headers': 'Authorization,x-amz-*' }),
      'header-not-allowed',
      'x-amz-date',
    ],
  ])('%s', (_, preflight, code, value) => {
    expect(checkCors(PUT, preflight, null)).toEqual({ allowed: false, blockedAt: 'preflight', code, value });
  });

  it.each<readonly [what: string, headers: Readonly<Record<string, string>>, code: string, value: string]>([
    ['a star', { 'Access-Control-Allow-Origin': '*' }, 'allow-origin-wildcard-with-credentials', '*'],
    ['no permission', { 'Access-Control-Allow-Origin': ORIGIN }, 'allow-credentials-missing', ''],
    [
      'a permission in capitals',
      { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'TRUE' },
      'allow-credentials-missing',
      'TRUE',
    ],
  ])('with cookies, %s', (_, headers, code, value) => {
    const request = { ...PUT, credentials: 'include' } as const;
    expect(checkCors(request, null, answer(headers))).toEqual({
      allowed: false,
      blockedAt: 'response',
      code,
      value,
    });
  });

  it('in the answer after a preflight that passed', () => {
    expect(checkCors(PUT, answer(PASSING), answer({}, 403))).toEqual({
      allowed: false,
      blockedAt: 'response',
      code: 'allow-origin-missing',
      value: '',
    });
    expect(checkCors(PUT, answer(PASSING), answer({ 'Access-Control-Allow-Origin': '*' }, 500))).toEqual({
      allowed: true,
    });
  });

  it('is allowed when nothing is left to check', () => {
    expect(checkCors(PUT, null, null)).toEqual({ allowed: true });
  });
});

describe('wildcards', () => {
  const stars = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': '*',
    'Access-Control-Allow-Headers': '*',
  };

  // The standard refuses it; Chromium, Firefox and WebKit allow it.
  it('cover Authorization, as engines have it', () => {
    expect(checkCors(PUT, answer(stars), null)).toEqual({ allowed: true });
  });

  it('are letters where cookies go along', () => {
    const request = { ...PUT, credentials: 'include' } as const;
    const headers = {
      ...stars,
      'Access-Control-Allow-Origin': ORIGIN,
      'Access-Control-Allow-Credentials': 'true',
    };
    expect(checkCors(request, answer(headers), null)).toMatchObject({ code: 'method-not-allowed' });
    expect(
      checkCors(request, answer({ ...headers, 'Access-Control-Allow-Methods': 'PUT' }), null),
    ).toMatchObject({ code: 'header-not-allowed', value: 'authorization' });
  });
});

describe('upload listeners', () => {
  const PATCH = { origin: ORIGIN, method: 'PATCH', unsafeHeaders: [] };
  const origin = { 'Access-Control-Allow-Origin': ORIGIN };

  it('allow their own method when the store names none', () => {
    expect(checkCors({ ...PATCH, uploadListeners: true }, answer(origin), null)).toEqual({ allowed: true });
    expect(checkCors(PATCH, answer(origin), null)).toMatchObject({ code: 'method-not-allowed' });
  });

  it('do not when it names others', () => {
    const preflight = answer({ ...origin, 'Access-Control-Allow-Methods': 'GET' });
    expect(checkCors({ ...PATCH, uploadListeners: true }, preflight, null)).toMatchObject({
      code: 'method-not-allowed',
    });
  });
});

const name = fc.constantFrom(
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Allow-Credentials',
  'Vary',
);
const value = fc.oneof(
  fc.constantFrom('*', ORIGIN, 'GET, PUT', 'authorization', 'x-amz-date', 'true', ', ,', ''),
  fc.string({ unit: 'binary' }),
);
const header = fc.tuple(fc.oneof(name, fc.string()), value);
const response = fc.record({
  status: fc.oneof(fc.constantFrom(200, 204, 403, 307), fc.integer()),
  headers: fc.array(header),
});
const request = fc.record(
  {
    origin: fc.oneof(fc.constant(ORIGIN), fc.string()),
    method: fc.oneof(fc.constantFrom('GET', 'PUT', 'patch'), fc.string()),
    unsafeHeaders: fc.array(fc.oneof(fc.constantFrom('authorization', 'x-amz-date'), fc.string())),
    credentials: fc.constantFrom('omit', 'include'),
    uploadListeners: fc.boolean(),
  },
  { requiredKeys: ['origin', 'method', 'unsafeHeaders'] },
) as fc.Arbitrary<CheckedRequest>;

describe('the laws of checkCors', () => {
  it('never throws, and says so or says why', () => {
    fc.assert(
      fc.property(request, fc.option(response), fc.option(response), (asked, preflight, actual) => {
        const verdict = checkCors(asked, preflight, actual);
        if (!verdict.allowed) expect(verdict.code).toMatch(/^[a-z-]+$/);
      }),
      { numRuns: 500 },
    );
  });

  it('takes no notice of the order and case of header names', () => {
    // Lines of one name keep their order: together they are one value.
    const lines = fc.uniqueArray(header, { selector: ([entry]) => entry.toLowerCase() }).chain((headers) =>
      fc.tuple(
        fc.constant(headers),
        fc
          .shuffledSubarray(headers, { minLength: headers.length })
          .map((list) =>
            list.map(
              ([entry, text]): HeaderEntry => [
                entry.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
                text,
              ],
            ),
          ),
      ),
    );
    fc.assert(
      fc.property(request, lines, fc.constantFrom(200, 403), (asked, [headers, other], status) => {
        const both = (list: readonly HeaderEntry[]) => [
          checkCors(asked, { status, headers: list }, null),
          checkCors(asked, null, { status, headers: list }),
        ];
        expect(both(other)).toEqual(both(headers));
      }),
      { numRuns: 500 },
    );
  });

  it('reads a list in one line as it reads it in several', () => {
    const names = fc.array(fc.constantFrom('authorization', 'X-Amz-Date', '*', 'x y', ''), { minLength: 1 });
    fc.assert(
      fc.property(request, names, (asked, list) => {
        const origin: HeaderEntry = ['access-control-allow-origin', asked.origin];
        const methods: HeaderEntry = ['access-control-allow-methods', '*'];
        const one: HeaderEntry[] = [['access-control-allow-headers', list.join(',')]];
        const several = list.map((entry): HeaderEntry => ['Access-Control-Allow-Headers', entry]);
        const verdict = (headers: HeaderEntry[]) => {
          const result = checkCors(asked, { status: 200, headers: [origin, methods, ...headers] }, null);
          return result.allowed || result.code;
        };
        expect(verdict(several)).toBe(verdict(one));
      }),
    );
  });
});
