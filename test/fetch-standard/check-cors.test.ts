import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import type { CheckedRequest } from '../../src/fetch-standard/checked-request.js';
import type { CorsRefusal, CorsVerdict } from '../../src/fetch-standard/cors-verdict.js';
import { standard } from '../../src/index.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';
import { checkedRequest, engine, headerEntry, ORIGIN, response } from './arbitraries.js';

const PUT: CheckedRequest = { origin: ORIGIN, method: 'PUT', unsafeHeaders: ['authorization', 'x-amz-date'] };
const WITH_COOKIES: CheckedRequest = { ...PUT, credentials: 'include' };

function answer(headers: Readonly<Record<string, string>>, status = 200): CorsResponse {
  return { status, headers: Object.entries(headers) };
}

const askBefore = (request: CheckedRequest, preflight: CorsResponse) =>
  checkCors({ request, preflight, response: null });
const askAfter = (request: CheckedRequest, given: CorsResponse) =>
  checkCors({ request, preflight: null, response: given });

const PASSING = {
  'Access-Control-Allow-Origin': ORIGIN,
  'Access-Control-Allow-Methods': 'GET, PUT',
  'Access-Control-Allow-Headers': 'authorization, x-amz-date',
};
const { 'Access-Control-Allow-Origin': _origin, ...WITHOUT_ORIGIN } = PASSING;
const from = (origin: string) => answer({ ...PASSING, 'Access-Control-Allow-Origin': origin });

type Expected = readonly [what: string, preflight: CorsResponse, code: CorsRefusal['code'], value: string];

describe('checkCors names the first step that fails', () => {
  it.each<Expected>([
    ['a redirect, before all else', answer({ Location: '/x' }, 307), 'preflight-redirected', '307'],
    ['a redirect to nowhere as a status', answer(PASSING, 307), 'preflight-status', '307'],
    ['no allowed origin, before the status', answer(WITHOUT_ORIGIN, 403), 'allow-origin-missing', ''],
    ['another origin', from('https://b'), 'allow-origin-mismatch', 'https://b'],
    ['the origin with a slash', from(`${ORIGIN}/`), 'allow-origin-mismatch', `${ORIGIN}/`],
    ['the origin in capitals', from(ORIGIN.toUpperCase()), 'allow-origin-mismatch', ORIGIN.toUpperCase()],
    ['a host that is no name', from('http://xn--a'), 'allow-origin-mismatch', 'http://xn--a'],
    ['one with a tab within', from('http://x\tn--'), 'allow-origin-mismatch', 'http://x\tn--'],
    ['the opaque origin', from('null'), 'allow-origin-mismatch', 'null'],
    ['no origin', from('foo'), 'allow-origin-invalid', 'foo'],
    ['an empty origin', from(''), 'allow-origin-invalid', ''],
    ['bytes that are no text', from('http://\u0080'), 'allow-origin-invalid', 'http://\u0080'],
    ['two origins', from(`${ORIGIN}, https://b`), 'allow-origin-list', `${ORIGIN}, https://b`],
    ['two origins with a blank', from('https://a https://b'), 'allow-origin-list', 'https://a https://b'],
    ['an error status', answer(PASSING, 403), 'preflight-status', '403'],
    ['304', answer(PASSING, 304), 'preflight-status', '304'],
    ['300', answer(PASSING, 300), 'preflight-status', '300'],
    ['199', answer(PASSING, 199), 'preflight-status', '199'],
    [
      'a method list that does not parse',
      answer({ ...PASSING, 'Access-Control-Allow-Methods': 'PUT;GET' }),
      'allow-methods-malformed',
      'PUT;GET',
    ],
    [
      'a method list with a control character',
      answer({ ...PASSING, 'Access-Control-Allow-Methods': 'PUT\u000b, GET' }),
      'allow-methods-malformed',
      'PUT\u000b, GET',
    ],
    [
      'a name list that does not parse, before the method',
      answer({
        ...PASSING,
        'Access-Control-Allow-Methods': 'GET',
        'Access-Control-Allow-Headers': 'authorization x-amz-date',
      }),
      'allow-headers-malformed',
      'authorization x-amz-date',
    ],
    [
      'a method in small letters',
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
    expect(askBefore(PUT, preflight)).toMatchObject({ allowed: false, blockedAt: 'preflight', code, value });
  });

  it('tells two lines from one with two values', () => {
    const headers: HeaderEntry[] = [
      ['Access-Control-Allow-Origin', '*'],
      ['Access-Control-Allow-Origin', '*'],
    ];
    expect(askAfter(PUT, { status: 200, headers })).toMatchObject({
      code: 'allow-origin-repeated',
      value: '*, *',
    });
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
    expect(askAfter(WITH_COOKIES, answer(headers))).toMatchObject({
      allowed: false,
      blockedAt: 'response',
      code,
      value,
    });
  });

  it('with the status, the origin, the section of the standard and all refused names', () => {
    expect(askBefore(PUT, answer({ ...PASSING, 'Access-Control-Allow-Headers': '' }))).toEqual({
      allowed: false,
      blockedAt: 'preflight',
      code: 'header-not-allowed',
      value: 'authorization',
      refusedHeaders: ['authorization', 'x-amz-date'],
      step: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
      status: 200,
      origin: ORIGIN,
    });
    expect(askAfter(PUT, answer({}, 403))).toEqual({
      allowed: false,
      blockedAt: 'response',
      code: 'allow-origin-missing',
      value: '',
      step: 'https://fetch.spec.whatwg.org/#cors-check',
      status: 403,
      origin: ORIGIN,
    });
  });

  it('in the answer after a preflight that passed, whatever its status', () => {
    const exchange = { request: PUT, preflight: answer(PASSING) };
    expect(checkCors({ ...exchange, response: answer({}, 403) })).toMatchObject({
      blockedAt: 'response',
      code: 'allow-origin-missing',
    });
    const open = answer({ 'Access-Control-Allow-Origin': '*', ETag: 'e', Expires: '0' }, 500);
    expect(checkCors({ ...exchange, response: open })).toEqual({
      allowed: true,
      readableHeaders: ['expires'],
      notes: [],
    });
  });

  it('shows where a redirected preflight leads, without what may be a secret', () => {
    const leads = (location: string) => askBefore(PUT, answer({ Location: location }, 301));
    expect(leads('https://u:p@b.example/key?X-Amz-Signature=s#f')).toMatchObject({
      url: 'https://b.example/key',
    });
    expect(leads('http://[')).not.toHaveProperty('url');
  });

  it('is allowed when nothing is left to check', () => {
    expect(checkCors({ request: PUT, preflight: null, response: null })).toEqual({
      allowed: true,
      readableHeaders: [],
      notes: ['preflight-not-given'],
    });
  });
});

describe('a request to the own origin', () => {
  const own = { ...PUT, url: `${ORIGIN}/a` };

  it('is not checked, and all but cookies can be read', () => {
    const given = answer({ 'X-Z': '1', 'Set-Cookie': 'a', ETag: 'e' });
    expect(checkCors({ request: own, preflight: answer({}, 403), response: given })).toEqual({
      allowed: true,
      readableHeaders: ['etag', 'x-z'],
      notes: [],
    });
  });

  it('is none for the opaque origin', () => {
    expect(askAfter({ ...own, origin: 'null' }, answer({}))).toMatchObject({ code: 'allow-origin-missing' });
  });
});

describe('wildcards', () => {
  const stars = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': '*',
    'Access-Control-Allow-Headers': '*',
  };

  it('cover Authorization by default, as browsers have it, with a note', () => {
    expect(askBefore(PUT, answer(stars))).toEqual({
      allowed: true,
      readableHeaders: [],
      notes: ['authorization-under-star'],
    });
    const named = answer({ ...stars, 'Access-Control-Allow-Headers': '*, Authorization' });
    expect(askBefore(PUT, named)).toMatchObject({ notes: [] });
  });

  it('do not in the standard', () => {
    expect(checkCors({ request: PUT, preflight: answer(stars), response: null }, standard)).toMatchObject({
      code: 'header-not-allowed',
      value: 'authorization',
      refusedHeaders: ['authorization'],
    });
  });

  it('are letters where cookies go along', () => {
    const headers = {
      ...stars,
      'Access-Control-Allow-Origin': ORIGIN,
      'Access-Control-Allow-Credentials': 'true',
    };
    expect(askBefore(WITH_COOKIES, answer(headers))).toMatchObject({ code: 'method-not-allowed' });
    expect(
      askBefore(WITH_COOKIES, answer({ ...headers, 'Access-Control-Allow-Methods': 'PUT' })),
    ).toMatchObject({ code: 'header-not-allowed', value: 'authorization' });
    expect(askBefore({ ...WITH_COOKIES, method: '*', unsafeHeaders: ['*'] }, answer(headers))).toMatchObject({
      allowed: true,
    });
  });
});

describe('what is not known of an answer', () => {
  const unsure = (part: string, more: Partial<CorsResponse> = {}): CorsResponse => ({
    ...answer(PASSING),
    ...more,
    unknown: [part],
  });

  it.each([
    'status',
    'access-control-allow-origin',
    'access-control-allow-methods',
    'access-control-allow-headers',
  ])('leaves a preflight open that depends on %s', (part) => {
    expect(askBefore(PUT, unsure(part))).toEqual({ allowed: null, unknown: [part] });
  });

  it('leaves nothing open that does not depend on it', () => {
    expect(askBefore(PUT, unsure('access-control-max-age')).allowed).toBe(true);
    expect(askBefore(PUT, unsure('access-control-allow-credentials')).allowed).toBe(true);
    expect(askBefore(WITH_COOKIES, unsure('access-control-allow-credentials')).allowed).toBe(null);
    // It fails before the list of names is looked at.
    expect(askBefore(PUT, unsure('access-control-allow-headers', { status: 403 }))).toMatchObject({
      code: 'preflight-status',
    });
    // What the status is said to be counts for nothing.
    expect(askBefore(PUT, unsure('status', { status: 403 })).allowed).toBe(null);
    expect(askBefore(PUT, unsure('location')).allowed).toBe(true);
    expect(askBefore(PUT, unsure('location', { status: 307 })).allowed).toBe(null);
  });

  it('is said of the exposed headers, whose others can be read', () => {
    const given = {
      ...answer({ ...PASSING, ETag: 'e', Pragma: 'p' }),
      unknown: ['access-control-expose-headers'],
    };
    expect(askAfter(PUT, given)).toEqual({
      allowed: true,
      readableHeaders: ['pragma'],
      notes: ['preflight-not-given', 'exposed-headers-unknown'],
    });
  });

  it('is where a redirect leads that is the last answer', () => {
    expect(
      askAfter({ ...PUT, url: 'https://store.example' }, answer({ ...PASSING, Location: '/' }, 302)),
    ).toEqual({
      allowed: null,
      unknown: ['location'],
    });
  });
});

const exchange = fc.record(
  {
    request: checkedRequest,
    preflight: fc.option(response),
    redirects: fc.array(fc.record({ response, preflight: fc.option(response) }), { maxLength: 3 }),
    response: fc.option(response),
  },
  { requiredKeys: ['request', 'preflight', 'response'] },
);

describe('the laws of checkCors', () => {
  it('never throws, and says so or says why', () => {
    fc.assert(
      fc.property(exchange, engine, (given, whose) => {
        const verdict = checkCors(given, whose);
        if (verdict.allowed === false) {
          expect(verdict.code).toMatch(/^[a-z-]+$/);
          expect(verdict.step).toMatch(/^https:\/\/fetch\.spec\.whatwg\.org\/#[a-z-]+$/);
        }
        if (verdict.allowed === null) expect(verdict.unknown.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no notice of the order and case of header names', () => {
    // Lines of one name keep their order: together they are one value.
    const lines = fc
      .uniqueArray(headerEntry, { selector: ([entry]) => entry.toLowerCase() })
      .chain((headers) =>
        fc.tuple(
          fc.constant(headers),
          fc
            .shuffledSubarray(headers, { minLength: headers.length })
            .map((list) =>
              list.map(
                ([entry, value]): HeaderEntry => [
                  entry.replace(/[a-z]/g, (letter) => letter.toUpperCase()),
                  value,
                ],
              ),
            ),
        ),
      );
    fc.assert(
      fc.property(
        checkedRequest,
        lines,
        fc.constantFrom(200, 403),
        engine,
        (request, [headers, other], status, whose) => {
          const both = (list: readonly HeaderEntry[]) => [
            checkCors({ request, preflight: { status, headers: list }, response: null }, whose),
            checkCors({ request, preflight: null, response: { status, headers: list } }, whose),
          ];
          expect(both(other)).toEqual(both(headers));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('reads a list in one line as it reads it in several', () => {
    const names = fc.array(fc.constantFrom('authorization', 'X-Amz-Date', '*', 'x y', ''), { minLength: 1 });
    fc.assert(
      fc.property(checkedRequest, names, engine, (request, list, whose) => {
        const origin: HeaderEntry = ['access-control-allow-origin', request.origin];
        const methods: HeaderEntry = ['access-control-allow-methods', '*'];
        const one: HeaderEntry[] = [['access-control-allow-headers', list.join(',')]];
        const several = list.map((entry): HeaderEntry => ['Access-Control-Allow-Headers', entry]);
        const verdict = (headers: HeaderEntry[]) => {
          const preflight = { status: 200, headers: [origin, methods, ...headers] };
          const result = checkCors({ request, preflight, response: null }, whose);
          return result.allowed === false ? result.code : result.allowed;
        };
        expect(verdict(several)).toBe(verdict(one));
      }),
    );
  });

  it('says of an answer that it is as it is, when what is not known of it is not looked at', () => {
    const without = ({ unknown: _unknown, ...known }: CorsResponse): CorsResponse => known;
    fc.assert(
      fc.property(checkedRequest, response, engine, (request, given, whose) => {
        const unsure: CorsVerdict = checkCors({ request, preflight: given, response: null }, whose);
        if (unsure.allowed === null) return;
        expect(checkCors({ request, preflight: without(given), response: null }, whose)).toEqual(unsure);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a preflight whose answer names no method', () => {
  it.each([
    [true, true],
    [false, false],
  ])('in the standard, where it was forced: %s, allows its method: %s', (forcesPreflight, allowed) => {
    const request = { origin: 'https://app.example.com', method: 'PUT', unsafeHeaders: [], forcesPreflight };
    const preflight = { status: 204, headers: [['Access-Control-Allow-Origin', '*'] as const] };
    expect(checkCors({ request, preflight, response: null }, standard)).toMatchObject({ allowed });
  });
});
