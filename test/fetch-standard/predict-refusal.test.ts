import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { checkResourcePolicy } from '../../src/fetch-standard/check-resource-policy.js';
import type { CorsRefusal } from '../../src/fetch-standard/cors-verdict.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import { CHROMIUM_REFUSALS } from '../../src/fetch-standard/predict/chromium-refusals.js';
import { FIREFOX_REFUSALS } from '../../src/fetch-standard/predict/firefox-refusals.js';
import { predictRefusal } from '../../src/fetch-standard/predict/predict-refusal.js';
import { WEBKIT_REFUSALS } from '../../src/fetch-standard/predict/webkit-refusals.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';
import { checkedRequest, ORIGIN, OTHER, response } from './arbitraries.js';
import { NOT_FROM_AN_EXCHANGE, refusalsPage } from './refusals-table.js';

const GET: PageRequest = { origin: ORIGIN, method: 'GET', url: `${OTHER}/a?secret` };
const origin = (value: string): HeaderEntry => ['Access-Control-Allow-Origin', value];
const answer = (headers: readonly HeaderEntry[], status = 200): CorsResponse => ({ status, headers });

/** What the engines report when this is the answer to the request, or to its preflight. */
function predict(page: Partial<PageRequest>, given: CorsResponse) {
  return predictRefusal((engine) => {
    const request = explainRequest({ ...GET, ...page }, engine);
    const [preflight, last] = request.preflight === null ? [null, given] : [given, null];
    return checkCors({ request, preflight, response: last }, engine);
  });
}

const MDN = 'https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS/Errors/';
const put = { method: 'PUT' };
const cookies = { credentials: 'include' } as const;
const not = `Origin ${ORIGIN} is not allowed by Access-Control-Allow-Origin. Status code: 200`;
const several = 'Access-Control-Allow-Origin cannot contain more than one origin.';

// Each line was measured in Chromium 156.0.8078.79, Firefox ESR 153.7.0 and WebKitGTK 2.50.6.
describe('the engines report', () => {
  it.each<
    readonly [
      what: string,
      page: Partial<PageRequest>,
      given: CorsResponse,
      chromium: string,
      parameter: string,
      firefox: string,
      webkit: string,
    ]
  >([
    ['no origin', {}, answer([]), 'MissingAllowOriginHeader', '', 'CORSMissingAllowOrigin2', not],
    [
      'no origin on a preflight',
      put,
      answer([]),
      'PreflightMissingAllowOriginHeader',
      '',
      'CORSMissingAllowOrigin2',
      not,
    ],
    [
      'a bad status without an origin',
      put,
      answer([], 403),
      'PreflightMissingAllowOriginHeader',
      '',
      'CORSMissingAllowOrigin2',
      'Preflight response is not successful. Status code: 403',
    ],
    [
      'two lines',
      {},
      answer([origin('*'), origin('*')]),
      'MultipleAllowOriginValues',
      '*, *',
      'CORSMultipleAllowOriginNotAllowed',
      several,
    ],
    [
      'a list',
      put,
      answer([origin('https://a, https://b')]),
      'PreflightMultipleAllowOriginValues',
      'https://a, https://b',
      'CORSAllowOriginNotMatchingOrigin',
      several,
    ],
    [
      'a list with blanks',
      {},
      answer([origin('a b')]),
      'MultipleAllowOriginValues',
      'a b',
      'CORSAllowOriginNotMatchingOrigin',
      not,
    ],
    [
      'no origin in it',
      {},
      answer([origin('foo')]),
      'InvalidAllowOriginValue',
      'foo',
      'CORSAllowOriginNotMatchingOrigin',
      not,
    ],
    [
      'an empty origin',
      {},
      answer([origin('')]),
      'InvalidAllowOriginValue',
      '',
      'CORSAllowOriginNotMatchingOrigin',
      not,
    ],
    [
      'another origin',
      put,
      answer([origin('null')]),
      'PreflightAllowOriginMismatch',
      'null',
      'CORSAllowOriginNotMatchingOrigin',
      not,
    ],
    [
      'bytes of UTF-8',
      {},
      answer([origin('http://\u00c3\u00a9')]),
      'AllowOriginMismatch',
      'http://é',
      'CORSAllowOriginNotMatchingOrigin',
      not,
    ],
    [
      'bytes of nothing',
      {},
      answer([origin('http://a/\u0080')]),
      'AllowOriginMismatch',
      '',
      'CORSAllowOriginNotMatchingOrigin',
      not,
    ],
    [
      'a star with cookies',
      cookies,
      answer([origin('*')]),
      'WildcardOriginNotAllowed',
      '',
      'CORSNotSupportingCredentials',
      'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.',
    ],
    [
      'no permission for cookies',
      cookies,
      answer([origin(ORIGIN), ['Access-Control-Allow-Credentials', 'True']]),
      'InvalidAllowCredentials',
      'True',
      'CORSMissingAllowCredentials',
      'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".',
    ],
    [
      'a redirected preflight',
      put,
      answer([origin('*'), ['Location', '/b']], 307),
      'PreflightDisallowedRedirect',
      '',
      'CORSExternalRedirectNotAllowed',
      'Preflight response is not successful. Status code: 307',
    ],
    [
      'a bad status',
      put,
      answer([origin('*')], 404),
      'PreflightInvalidStatus',
      '',
      'CORSPreflightDidNotSucceed3',
      'Preflight response is not successful. Status code: 404',
    ],
    [
      'methods that do not parse',
      put,
      answer([origin('*'), ['Access-Control-Allow-Methods', 'PUT;GET']]),
      'InvalidAllowMethodsPreflightResponse',
      '',
      'CORSInvalidAllowMethod',
      'Header Access-Control-Allow-Methods has an invalid value: PUT;GET',
    ],
    [
      'names that do not parse',
      { headers: [['x-a', '1']] },
      answer([origin('*'), ['Access-Control-Allow-Headers', 'x-a;x-b']]),
      'InvalidAllowHeadersPreflightResponse',
      '',
      'CORSInvalidAllowHeader',
      'Header Access-Control-Allow-Headers has an invalid value: x-a;x-b',
    ],
    [
      'a method',
      put,
      answer([origin('*')]),
      'MethodDisallowedByPreflightResponse',
      'PUT',
      'CORSMethodNotFound',
      'Method PUT is not allowed by Access-Control-Allow-Methods.',
    ],
    [
      'a header',
      { headers: [['X-A', '1']] },
      answer([origin('*')]),
      'HeaderDisallowedByPreflightResponse',
      'x-a',
      'CORSMissingAllowHeaderFromPreflight2',
      'Request header field x-a is not allowed by Access-Control-Allow-Headers.',
    ],
  ])('%s', (_, page, given, corsError, failedParameter, reason, message) => {
    expect(predict(page, given)).toEqual({
      chromium: { corsError, failedParameter, orFailedParameter: [], netError: null },
      firefox: { reason, docs: MDN + reason.replace(/\d$/, '') },
      webkit: { message },
    });
  });

  it('one of several headers, each in its way', () => {
    const headers: HeaderEntry[] = [
      ['authorization', '1'],
      ['a-b', '1'],
      ['last-event-id', '1'],
    ];
    expect(predict({ headers }, answer([origin('*')]))).toMatchObject({
      chromium: { failedParameter: 'a-b', orFailedParameter: ['authorization', 'last-event-id'] },
      webkit: {
        message: 'Request header field Authorization is not allowed by Access-Control-Allow-Headers.',
      },
    });
    expect(predict({ headers: headers.slice(2) }, answer([origin('*')])).webkit?.message).toContain(
      'Last-Event-ID',
    );
  });

  it('nothing where they let it through', () => {
    const headers: HeaderEntry[] = [['User-Agent', '1']];
    expect(predict({}, answer([origin('*')]))).toEqual({ chromium: null, firefox: null, webkit: null });
    expect(predict({ headers }, answer([origin('*')]))).toMatchObject({
      chromium: null,
      firefox: { reason: 'CORSMissingAllowHeaderFromPreflight2' },
    });
    expect(predict({}, { ...answer([]), unknown: ['access-control-allow-origin'] }).chromium).toBe(null);
  });

  it('network errors of their own', () => {
    expect(predict(put, answer([origin('*')], 407))).toMatchObject({
      chromium: { corsError: null, netError: 'net::ERR_UNEXPECTED_PROXY_AUTH' },
      firefox: { reason: 'CORSPreflightDidNotSucceed3' },
    });
    expect(predict(put, answer([origin('*'), ['Location', 'http://[']], 301))).toMatchObject({
      chromium: { corsError: null, netError: 'net::ERR_INVALID_REDIRECT' },
    });
  });

  it.each<
    readonly [
      what: string,
      page: Partial<PageRequest>,
      redirect: CorsResponse,
      chromium: string | null,
      webkit: string,
    ]
  >([
    [
      'no origin',
      {},
      answer([['Location', '/b?secret']], 307),
      'MissingAllowOriginHeader',
      `Cross-origin redirection to ${OTHER}/b denied by Cross-Origin Resource Sharing policy: Origin ${ORIGIN} is not allowed by Access-Control-Allow-Origin. Status code: 307`,
    ],
    [
      'a user',
      {},
      answer([origin('*'), ['Location', 'https://u:p@store.example/b']], 307),
      'RedirectContainsCredentials',
      `Cross-origin redirection to ${OTHER}/b denied by Cross-Origin Resource Sharing policy: redirection URL ${OTHER}/b has credentials`,
    ],
    [
      'another scheme',
      {},
      answer([origin('*'), ['Location', 'data:,x']], 307),
      null,
      'Cross-origin redirection to data:,x denied by Cross-Origin Resource Sharing policy: not allowed to follow a cross-origin CORS redirection with non CORS scheme',
    ],
    [
      'nowhere',
      {},
      answer([origin('*'), ['Location', 'http://[']], 307),
      null,
      'Cross-origin redirection to http://[ denied by Cross-Origin Resource Sharing policy: not allowed to follow a cross-origin CORS redirection with non CORS scheme',
    ],
    [
      'none wanted',
      { redirect: 'error' },
      answer([origin('*'), ['Location', '/b']], 307),
      null,
      `Not allowed to follow a redirection while loading ${OTHER}/a`,
    ],
  ])('of a redirect: %s', (_, page, redirect, corsError, message) => {
    const reports = predict(page, redirect);
    expect(reports.chromium?.corsError).toBe(corsError);
    expect(reports.webkit).toEqual({ message });
    expect(JSON.stringify(reports)).not.toMatch(/secret|u:p/);
  });

  it.each([
    ['data:,x', null, 'net::ERR_UNSAFE_REDIRECT', 'CORSDidNotSucceed2'],
    ['file:///x', null, 'net::ERR_UNSAFE_REDIRECT', 'CORSRequestNotHttp'],
    ['chrome://version', null, 'net::ERR_UNSAFE_REDIRECT', 'CORSRequestNotHttp'],
    ['ftp://x', 'CorsDisabledScheme', null, 'CORSRequestNotHttp'],
    ['constructor:x', 'CorsDisabledScheme', null, 'CORSRequestNotHttp'],
  ])('of a redirect to %s', (location, corsError, netError, reason) => {
    const reports = predict({}, answer([origin('*'), ['Location', location]], 302));
    expect(reports).toMatchObject({ chromium: { corsError, netError }, firefox: { reason } });
  });

  it.each([
    ['same-origin', 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOrigin'],
    ['same-site', 'net::ERR_BLOCKED_BY_RESPONSE.NotSameSite'],
    ['', 'net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep'],
  ])('of the policy "%s"', (policy, netError) => {
    const embedded = { origin: ORIGIN, url: `${OTHER}/a`, mode: 'no-cors', relation: 'cross-site' } as const;
    const page = { ...embedded, embedderPolicy: 'require-corp' } as const;
    const given = answer([['Cross-Origin-Resource-Policy', policy]]);
    const { chromium, webkit } = predictRefusal((engine) => checkResourcePolicy(page, given, engine));
    expect(chromium).toMatchObject({ corsError: null, netError });
    expect(webkit?.message).toBe(
      `Cancelled load to ${OTHER}/a because it violates the resource's Cross-Origin-Resource-Policy response header.`,
    );
  });

  it('something of every exchange, whatever its bytes', () => {
    fc.assert(
      fc.property(checkedRequest, response, response, (request, preflight, last) => {
        const codes: CorsRefusal['code'][] = [];
        const reports = predictRefusal((engine) => {
          const verdict = checkCors({ request, preflight, response: last }, engine);
          if (verdict.allowed === false) codes.push(verdict.code);
          return verdict;
        });
        expect(Object.values(reports).filter((report) => report !== null)).toHaveLength(codes.length);
        expect(reports.webkit?.message ?? '').not.toMatch(/undefined|\{(value|status|origin|url)\}/);
      }),
      { numRuns: 500 },
    );
  });
});

/** The reports that the engines can make today, by their own lists. */
const LIVE = {
  chromium: (
    'DisallowedByMode InvalidResponse WildcardOriginNotAllowed MissingAllowOriginHeader MultipleAllowOriginValues ' +
    'InvalidAllowOriginValue AllowOriginMismatch InvalidAllowCredentials CorsDisabledScheme PreflightInvalidStatus ' +
    'PreflightDisallowedRedirect PreflightWildcardOriginNotAllowed PreflightMissingAllowOriginHeader ' +
    'PreflightMultipleAllowOriginValues PreflightInvalidAllowOriginValue PreflightAllowOriginMismatch ' +
    'PreflightInvalidAllowCredentials PreflightMissingAllowExternal PreflightInvalidAllowExternal ' +
    'InvalidAllowMethodsPreflightResponse InvalidAllowHeadersPreflightResponse MethodDisallowedByPreflightResponse ' +
    'HeaderDisallowedByPreflightResponse RedirectContainsCredentials InsecureLocalNetwork InvalidLocalNetworkAccess ' +
    'NoCorsRedirectModeNotFollow LocalNetworkAccessPermissionDenied'
  ).split(' '),
  firefox: (
    'CORSDisabled CORSDidNotSucceed2 CORSOriginHeaderNotAdded CORSExternalRedirectNotAllowed CORSRequestNotHttp ' +
    'CORSMissingAllowOrigin2 CORSMultipleAllowOriginNotAllowed CORSAllowOriginNotMatchingOrigin ' +
    'CORSNotSupportingCredentials CORSMethodNotFound CORSMissingAllowCredentials CORSPreflightDidNotSucceed3 ' +
    'CORSInvalidAllowMethod CORSInvalidAllowHeader CORSMissingAllowHeaderFromPreflight2 ' +
    'CORSAllowHeaderFromPreflightDeprecation'
  ).split(' '),
};

describe('the table of refusals', () => {
  it('has a row for every code in each engine', () => {
    const codes = Object.keys(CHROMIUM_REFUSALS).sort();
    expect(Object.keys(FIREFOX_REFUSALS).sort()).toEqual(codes);
    expect(Object.keys(WEBKIT_REFUSALS).sort()).toEqual(codes);
    expect(codes).toHaveLength(28);
  });

  it('has a code for every report of Chromium, or says why none', () => {
    const used = Object.values(CHROMIUM_REFUSALS).flatMap(({ corsError, onPreflight }) => [
      corsError,
      onPreflight ?? null,
    ]);
    const named = [
      ...new Set(used.filter((name) => name !== null)),
      ...Object.keys(NOT_FROM_AN_EXCHANGE.chromium),
    ];
    expect(named.sort()).toEqual([...LIVE.chromium].sort());
  });

  it('has a code for every reason of Firefox, or says why none', () => {
    const used = Object.values(FIREFOX_REFUSALS).filter((name) => name !== null);
    const named = [...new Set(used), ...Object.keys(NOT_FROM_AN_EXCHANGE.firefox)];
    expect(named.sort()).toEqual([...LIVE.firefox].sort());
  });

  it('stands in docs/refusals.md', async () => {
    await expect(refusalsPage()).toMatchFileSnapshot('../../docs/refusals.md');
  });
});
