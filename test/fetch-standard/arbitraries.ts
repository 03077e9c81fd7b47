import fc from 'fast-check';
import type { CheckedRequest } from '../../src/fetch-standard/checked-request.js';
import type { Engine } from '../../src/fetch-standard/engines/engine.js';
import type { PageRequest } from '../../src/fetch-standard/page-request.js';
import { browsers, chromium, firefox, standard, webkit } from '../../src/index.js';
import type { CorsResponse, HeaderEntry } from '../../src/model/cors-exchange.js';

export const ORIGIN = 'https://app.example.com';
export const OTHER = 'https://store.example';

/** Every engine with its name. */
export const ENGINES: readonly (readonly [name: string, engine: Engine])[] = [
  ['standard', standard],
  ['browsers', browsers],
  ['chromium', chromium],
  ['firefox', firefox],
  ['webkit', webkit],
];

export const engine: fc.Arbitrary<Engine> = fc.constantFrom(...ENGINES.map(([, value]) => value));

/** Any text at all: control characters, lone surrogates, long ones. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
  fc.string({ unit: fc.constantFrom(...'\0\t\n\r ",:*/@[]\\\u00e9\ud800'), maxLength: 12 }),
  fc.integer({ min: 100, max: 5000 }).map((length) => 'a'.repeat(length)),
);

const responseName = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Access-Control-Allow-Origin',
      'access-control-allow-origin',
      'Access-Control-Allow-Methods',
      'Access-Control-Allow-Headers',
      'Access-Control-Allow-Credentials',
      'Access-Control-Expose-Headers',
      'Access-Control-Max-Age',
      'Cross-Origin-Resource-Policy',
      'Location',
      'ETag',
      'Set-Cookie',
    ),
  },
  { weight: 1, arbitrary: text },
);
const responseValue = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '*',
      ORIGIN,
      'null',
      'GET, PUT',
      'authorization',
      'x-amz-date, *',
      'true',
      ', ,',
      '',
      '60',
      '-1',
      'same-site',
      '/next',
      'http://u:p@a.example/',
      'ftp://a',
      'http://[',
    ),
  },
  { weight: 1, arbitrary: text },
);

export const headerEntry: fc.Arbitrary<HeaderEntry> = fc.tuple(responseName, responseValue);

/** Any answer, with a part that is not known now and then. */
export const response: fc.Arbitrary<CorsResponse> = fc
  .record({
    status: fc.oneof(fc.constantFrom(200, 204, 304, 307, 403, 407), fc.integer()),
    headers: fc.array(headerEntry),
    unknown: fc.option(
      fc.subarray(['status', 'location', 'access-control-allow-origin', 'access-control-allow-headers']),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ unknown, ...known }) => (unknown === undefined ? known : { ...known, unknown }));

const requestName = fc.oneof(
  fc.constantFrom(
    'accept',
    'Content-Type',
    'RANGE',
    'host',
    'x-amz-date',
    'x-http-method',
    'sec-x',
    '__proto__',
    'dpr',
  ),
  text,
);
const requestValue = fc.oneof(
  fc.constantFrom('text/plain', 'bytes=0-', 'bytes=18446744073709551616-', 'TRACE', '"TRACE', '*/*', '1'),
  text,
);
const url = fc.oneof(fc.constantFrom(`${OTHER}/a?b#c`, `${ORIGIN}/a`, 'no url'), text);
const credentials = fc.constantFrom('omit' as const, 'same-origin' as const, 'include' as const);
const redirect = fc.constantFrom('follow' as const, 'error' as const, 'manual' as const);

const mode = fc.constantFrom('cors' as const, 'no-cors' as const, 'same-origin' as const);
const api = fc.constantFrom('fetch' as const, 'xhr' as const);

/** Any request of a page. */
export const pageRequest: fc.Arbitrary<PageRequest> = fc.record(
  {
    origin: fc.oneof(fc.constantFrom(ORIGIN, 'null'), text),
    method: fc.oneof(fc.constantFrom('get', 'POST', 'PUT', 'patch'), text),
    headers: fc.array(fc.tuple(requestName, requestValue)),
    url,
    body: fc.record({ contentType: requestValue, isStream: fc.boolean() }, { requiredKeys: [] }),
    uploadListeners: fc.boolean(),
    credentials,
    redirect,
    mode,
    api,
  },
  { requiredKeys: ['origin', 'method'] },
);

/** Any request as checks take it. */
export const checkedRequest: fc.Arbitrary<CheckedRequest> = fc.record(
  {
    origin: fc.oneof(fc.constantFrom(ORIGIN, 'null'), text),
    method: fc.oneof(fc.constantFrom('GET', 'PUT', 'patch'), text),
    unsafeHeaders: fc.array(fc.oneof(fc.constantFrom('authorization', 'x-amz-date'), text)),
    credentials,
    redirect,
    forcesPreflight: fc.boolean(),
    streamsBody: fc.boolean(),
    bodySetsType: fc.boolean(),
    mode,
    api,
    url,
  },
  { requiredKeys: ['origin', 'method', 'unsafeHeaders'] },
);
