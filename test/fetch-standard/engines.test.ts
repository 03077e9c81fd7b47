import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';
import { ENGINES, ORIGIN, OTHER } from './arbitraries.js';

/** One outcome an engine, in the order of `ENGINES`: standard, browsers, Chromium, Firefox, WebKit. */
type Outcomes = readonly [
  standard: string,
  browsers: string,
  chromium: string,
  firefox: string,
  webkit: string,
];

const same = (outcome: string): Outcomes => [outcome, outcome, outcome, outcome, outcome];

/** What an engine asks for: `-` for no preflight, else the names, in brackets the rest. */
function asked(page: Partial<PageRequest>): string[] {
  return ENGINES.map(([, engine]) => {
    const { preflight } = explainRequest(
      { origin: ORIGIN, method: 'GET', url: `${OTHER}/a`, ...page },
      engine,
    );
    return preflight === null ? '-' : preflight.headers.join(',') || `(${preflight.method})`;
  });
}

const upload = { uploadListeners: true };
const pair = (name: string, value: string): { headers: HeaderEntry[] } => ({ headers: [[name, value]] });
const twice = (name: string, first: string, second: string): { headers: HeaderEntry[] } => ({
  headers: [
    [name, first],
    [name, second],
  ],
});
const A100 = 'a'.repeat(100);
const typed = (type: string, outcomes: Outcomes) =>
  [`Content-Type: ${type}`, pair('Content-Type', type), outcomes] as const;
const blob = (type: string, outcomes: Outcomes) =>
  [
    `a Blob of the type ${type} by XMLHttpRequest`,
    { method: 'POST', api: 'xhr', body: { contentType: type } } as const,
    outcomes,
  ] as const;

// Each line was measured in Chromium 156.0.8078.79, Firefox ESR 153.7.0 and WebKitGTK 2.50.6.
describe('the engines ask before', () => {
  it.each<readonly [what: string, page: Partial<PageRequest>, outcomes: Outcomes]>([
    ['User-Agent', pair('User-Agent', 'x'), ['user-agent', 'user-agent', '-', 'user-agent', 'user-agent']],
    ['DPR: 1.5', pair('DPR', '1.5'), ['dpr', 'dpr', '-', 'dpr', 'dpr']],
    ['DPR: 1.', pair('DPR', '1.'), same('dpr')],
    ['Width: 15', pair('Width', '15'), ['width', 'width', '-', 'width', 'width']],
    ['Width: 1.5', pair('Width', '1.5'), same('width')],
    ['Save-Data: ON', pair('Save-Data', 'ON'), ['save-data', 'save-data', '-', 'save-data', 'save-data']],
    ['ECT: 5g', pair('ECT', '5g'), same('ect')],
    [
      'Intervention',
      pair('Intervention', '"<x>'),
      ['intervention', 'intervention', '-', 'intervention', 'intervention'],
    ],
    ['Last-Event-ID', pair('Last-Event-ID', '1'), same('last-event-id')],
    ['Accept with a byte past 7F', pair('Accept', 'é'), ['-', '-', '-', 'accept', '-']],
    [
      'Content-Type with a byte past 7F',
      pair('Content-Type', 'text/plain;é'),
      ['-', '-', '-', 'content-type', '-'],
    ],
    ...['text/plain;,', 'text/plain;charset=utf-8;', 'text/plain;;', 'multipart/form-data ; ;'].map((type) =>
      typed(type, ['-', '-', '-', 'content-type', '-']),
    ),
    ...[
      'text/plain\t.;x',
      'text/plain x;',
      'TEXT/PLAIN  x/y z;a b;c',
      'application/x-www-form-urlencoded\tx;y',
      'multipart/form-data text/html;x',
    ].map((type) => typed(type, ['content-type', 'content-type', 'content-type', '-', 'content-type'])),
    ...['text/plain;', 'text/plain ;', 'Text/Plain\t; x y;;z', 'multipart/form-data;;x'].map((type) =>
      typed(type, same('-')),
    ),
    ...[
      'text/plain x',
      'text/plain\tx',
      'text/plain x;y;',
      'text/plain x;y,',
      'text/plain ,x',
      'text/plain,x',
      'text/plain\f;x',
      'text/plainx y;z',
      'text/ plain;x',
      'text /plain;x',
      ';text/plain',
    ].map((type) => typed(type, same('content-type'))),
    ...[' image/png', 'image/png', 'image/png ; x = y', 'image/png;x="a;\\"b" '].map((type) =>
      blob(type, same('content-type')),
    ),
    ...['image/png;', 'image/png;x', 'image/png;x=y;', 'image/png;x="y" z', 'image/png;;x=y'].map((type) =>
      blob(type, ['content-type', 'content-type', '-', 'content-type', 'content-type']),
    ),
    blob('image/{x}', ['content-type', 'content-type', 'content-type', 'content-type', '-']),
    ...['x', 'image/png x', 'image/p@g', 'image/png,'].map((type) =>
      blob(type, ['content-type', 'content-type', '-', 'content-type', '-']),
    ),
    ['a Blob of the type x by fetch()', { method: 'POST', body: { contentType: 'x' } }, same('content-type')],
    [
      'a Blob whose type ends in blanks by fetch()',
      { method: 'POST', body: { contentType: ' text/plain;x; ' } },
      ['-', '-', '-', 'content-type', '-'],
    ],
    ['a Range in capitals', pair('Range', 'BYTES=0-5'), ['range', 'range', 'range', 'range', '-']],
    ['a Range with a plus', pair('Range', 'bytes=+0-+5'), ['range', 'range', 'range', 'range', '-']],
    ['a Range below 2^63 - 1', pair('Range', 'bytes=0-9223372036854775806'), same('-')],
    ['a Range at 2^63 - 1', pair('Range', 'bytes=0-9223372036854775807'), ['-', '-', 'range', '-', '-']],
    ['a Range at 2^64 - 1', pair('Range', 'bytes=18446744073709551615-'), ['-', '-', 'range', '-', '-']],
    [
      'a Range at 2^64',
      pair('Range', 'bytes=18446744073709551616-'),
      ['-', 'range', 'range', 'range', 'range'],
    ],
    ['two long lines of Accept', twice('Accept', A100, A100), ['-', '-', 'accept', '-', 'accept']],
    [
      'two lines of Content-Type',
      twice('Content-Type', 'text/plain', 'text/plain'),
      ['-', '-', 'content-type', '-', 'content-type'],
    ],
    [
      'a list as Content-Type in two lines',
      twice('Content-Type', 'text/plain;a', 'b'),
      ['content-type', 'content-type', '-', 'content-type', '-'],
    ],
    ['one name twice', twice('X-A', '1', '2'), ['x-a', 'x-a', 'x-a', 'x-a,x-a', 'x-a']],
    [
      'nine lines of 128 bytes',
      { headers: Array.from({ length: 9 }, () => ['Accept', 'a'.repeat(128)] as const) },
      ['accept', 'accept', 'accept', '-', 'accept'],
    ],
    [
      'a quoted override',
      pair('X-Method-Override', '"a,trace,b"'),
      ['x-method-override', 'x-method-override', 'x-method-override', '-', '-'],
    ],
    [
      'a forbidden override after a form feed',
      pair('X-Method-Override', '\fTRACE'),
      ['x-method-override', 'x-method-override', 'x-method-override', 'x-method-override', '-'],
    ],
    ['a Range between form feeds', pair('Range', 'bytes=0-\f5\v'), ['range', 'range', 'range', 'range', '-']],
    ['a Range that ends in a form feed', pair('Range', 'bytes=0-\f'), same('range')],
    [
      '127 bytes of Accept and an empty line',
      twice('Accept', 'a'.repeat(127), ''),
      ['-', '-', '-', '-', 'accept'],
    ],
    [
      'an empty line of Accept and 127 bytes',
      twice('Accept', '', 'a'.repeat(127)),
      ['-', '-', 'accept', '-', 'accept'],
    ],
    ['upload listeners without a body', upload, ['(GET)', '(GET)', '-', '(GET)', '(GET)']],
    [
      'upload listeners on a POST without a body',
      { ...upload, method: 'POST' },
      ['(POST)', '(POST)', '-', '(POST)', '(POST)'],
    ],
    ['upload listeners with a body', { ...upload, method: 'POST', body: {} }, same('(POST)')],
    ['a stream', { method: 'POST', body: { isStream: true } }, ['(POST)', '(POST)', '(POST)', '-', '-']],
    ['PATCH in small letters', { method: 'patch' }, same('(patch)')],
  ])('%s', (_, page, outcomes) => {
    expect(asked(page)).toEqual(outcomes);
  });
});

const line =
  (name: string) =>
  (value: string): HeaderEntry => [`Access-Control-Allow-${name}`, value];
const origin = line('Origin');
const methods = line('Methods');
const names = line('Headers');
const credentials = line('Credentials');

/** What an engine makes of an exchange: `yes` with what can be read, or the code. */
function judged(
  page: Partial<PageRequest>,
  preflight: CorsResponse | null,
  response: CorsResponse | null,
): string[] {
  return ENGINES.map(([, engine]) => {
    const request = explainRequest({ origin: ORIGIN, method: 'GET', url: `${OTHER}/a`, ...page }, engine);
    const verdict = checkCors({ request, preflight: request.preflight && preflight, response }, engine);
    if (verdict.allowed === null) return `unknown ${verdict.unknown}`;
    return verdict.allowed ? `yes ${verdict.readableHeaders}`.trim() : verdict.code;
  });
}

const answer = (headers: readonly HeaderEntry[], status = 200): CorsResponse => ({ status, headers });
const put = { method: 'PUT' };
const cookies = { credentials: 'include' } as const;
const ok = (outcome = 'yes') => outcome;

describe('the engines judge', () => {
  it.each<
    readonly [
      what: string,
      page: Partial<PageRequest>,
      preflight: CorsResponse | null,
      response: CorsResponse | null,
      outcomes: Outcomes,
    ]
  >([
    [
      'Authorization under a star',
      pair('Authorization', '1'),
      answer([origin('*'), names('*')]),
      null,
      ['header-not-allowed', ok(), ok(), ok(), ok()],
    ],
    [
      'a forced PATCH without a list of methods',
      { ...upload, method: 'PATCH', body: {} },
      answer([origin('*')]),
      null,
      [ok(), 'method-not-allowed', 'method-not-allowed', 'method-not-allowed', 'method-not-allowed'],
    ],
    [
      'a forced PATCH with a list that is empty',
      { ...upload, method: 'PATCH', body: {} },
      answer([origin('*'), methods('')]),
      null,
      [
        'method-not-allowed',
        'method-not-allowed',
        'method-not-allowed',
        'method-not-allowed',
        'method-not-allowed',
      ],
    ],
    [
      'a forced POST without a list of methods',
      { ...upload, method: 'POST', body: {} },
      answer([origin('*')]),
      null,
      same(ok()),
    ],
    [
      'a bad status without an origin',
      put,
      answer([], 403),
      null,
      [
        'allow-origin-missing',
        'allow-origin-missing',
        'allow-origin-missing',
        'allow-origin-missing',
        'preflight-status',
      ],
    ],
    [
      'a redirected preflight',
      put,
      answer([origin('*'), ['Location', '/x']], 307),
      null,
      [
        'preflight-status',
        'preflight-redirected',
        'preflight-redirected',
        'preflight-redirected',
        'preflight-status',
      ],
    ],
    [
      'a redirected preflight without an origin',
      put,
      answer([['Location', '/x']], 307),
      null,
      [
        'allow-origin-missing',
        'preflight-redirected',
        'preflight-redirected',
        'allow-origin-missing',
        'preflight-status',
      ],
    ],
    [
      'a method that is missing and names that do not parse',
      put,
      answer([origin('*'), names('a b')]),
      null,
      [
        'allow-headers-malformed',
        'allow-headers-malformed',
        'allow-headers-malformed',
        'method-not-allowed',
        'allow-headers-malformed',
      ],
    ],
    [
      '407 on a preflight',
      put,
      answer([origin('*')], 407),
      null,
      [
        'preflight-status',
        'preflight-status',
        'proxy-authentication',
        'preflight-status',
        'preflight-status',
      ],
    ],
    [
      '407 on an answer',
      {},
      null,
      answer([origin('*')], 407),
      [ok(), ok(), 'proxy-authentication', ok(), ok()],
    ],
    [
      '407 at the own origin',
      { url: `${ORIGIN}/a` },
      null,
      answer([], 407),
      [ok(), ok(), 'proxy-authentication', ok(), ok()],
    ],
    [
      '302 without a Location, where none is to be followed',
      { redirect: 'error' },
      null,
      answer([origin('*')], 302),
      ['redirect-forbidden', 'redirect-forbidden', ok(), 'redirect-forbidden', ok()],
    ],
    [
      '302 with an empty Location, where none is to be followed',
      { redirect: 'error' },
      null,
      answer([origin('*'), ['Location', '']], 302),
      ['redirect-forbidden', 'redirect-forbidden', ok(), 'redirect-forbidden', ok()],
    ],
    [
      '302 without a Location, where it is only to be seen',
      { redirect: 'manual' },
      null,
      answer([origin('*'), ['Pragma', '1']], 302),
      same(ok()),
    ],
    [
      'a Location that is no address, where it is only to be seen',
      { redirect: 'manual' },
      null,
      answer([origin('*'), ['Location', 'http://[']], 302),
      [ok(), ok(), 'redirect-location-invalid', ok(), ok()],
    ],
    [
      'a Location that is no address, without an origin',
      {},
      null,
      answer([['Location', 'http://[']], 302),
      [
        'allow-origin-missing',
        'allow-origin-missing',
        'redirect-location-invalid',
        'allow-origin-missing',
        'allow-origin-missing',
      ],
    ],
    [
      'a Location over ftp, where it is only to be seen',
      { redirect: 'manual' },
      null,
      answer([origin('*'), ['Location', 'ftp://a.example/']], 302),
      [ok(), ok(), ok(), ok(), 'redirect-scheme'],
    ],
    [
      'a Location over data, where none is to be followed',
      { redirect: 'error' },
      null,
      answer([origin('*'), ['Location', 'data:,x']], 302),
      [
        'redirect-forbidden',
        'redirect-forbidden',
        'redirect-scheme',
        'redirect-forbidden',
        'redirect-forbidden',
      ],
    ],
    [
      'a Location with a user, where none is to be followed',
      { redirect: 'error' },
      null,
      answer([origin('*'), ['Location', 'https://u:p@b.example/']], 302),
      [
        'redirect-forbidden',
        'redirect-forbidden',
        'redirect-credentials',
        'redirect-forbidden',
        'redirect-forbidden',
      ],
    ],
    [
      'an empty line beside the permission',
      cookies,
      null,
      answer([origin(ORIGIN), credentials('true'), credentials('')]),
      [
        'allow-credentials-missing',
        'allow-credentials-missing',
        'allow-credentials-missing',
        ok(),
        'allow-credentials-missing',
      ],
    ],
    [
      'an empty line beside the origin',
      {},
      null,
      answer([origin('*'), origin('')]),
      same('allow-origin-repeated'),
    ],
    [
      'an empty line beside the origin, spelled otherwise',
      {},
      null,
      answer([['ACCESS-CONTROL-ALLOW-ORIGIN', ''], origin('*')]),
      [
        'allow-origin-repeated',
        'allow-origin-repeated',
        'allow-origin-repeated',
        ok(),
        'allow-origin-repeated',
      ],
    ],
    [
      'two origins, spelled in two ways',
      {},
      null,
      answer([['ACCESS-CONTROL-ALLOW-ORIGIN', '*'], origin('*')]),
      [
        'allow-origin-repeated',
        'allow-origin-repeated',
        'allow-origin-repeated',
        'allow-origin-list',
        'allow-origin-repeated',
      ],
    ],
    ['an empty origin', {}, null, answer([origin('')]), same('allow-origin-invalid')],
    ['300 with a Location', {}, null, answer([origin('*'), ['Location', '/b']], 300), same('yes')],
    [
      'an empty Location on the answer',
      {},
      null,
      answer([origin('*'), ['Location', '']], 302),
      ['unknown location', 'unknown location', ok(), 'unknown location', 'redirect-location-invalid'],
    ],
    [
      'a star among the exposed names with cookies',
      cookies,
      null,
      answer([
        origin(ORIGIN),
        credentials('true'),
        ['Access-Control-Expose-Headers', '*'],
        ['Accept', '1'],
        ['Pragma', '1'],
      ]),
      [ok('yes pragma'), ok('yes pragma'), ok('yes pragma'), ok('yes pragma'), ok('yes accept,pragma')],
    ],
  ])('%s', (_, page, preflight, response, outcomes) => {
    expect(judged(page, preflight, response)).toEqual(outcomes);
  });
});
