import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { HeaderEntry } from '../../src/model/cors-exchange.js';
import { trimEnds } from '../../src/model/trim-ends.js';
import { sortedHeaders } from '../../src/signing/sorted-headers.js';
import { engine, ORIGIN, OTHER } from './arbitraries.js';

/** What takes the square of its length takes minutes for this many characters, and the test runs out of time. */
const LENGTH = 2 ** 19;

/** A long text of one short piece, with letters around it, or not. */
const longValue = fc
  .tuple(
    fc.constantFrom(
      ' ',
      '\t',
      ' \t',
      ', ',
      ',\t',
      ', ,',
      '\r\n ',
      '\v\f',
      '"',
      '\\"',
      'a ',
      '//',
      '@',
      '/@',
      '0',
    ),
    fc.constantFrom('', 'a', '"', 'bytes=', 'text/plain', 'http://'),
    fc.constantFrom('', 'b', '\0', ';', '['),
  )
  .map(([piece, before, after]) => before + piece.repeat(LENGTH / piece.length) + after);
const names = [
  ...['Access-Control-Allow-Origin', 'Access-Control-Allow-Methods', 'Access-Control-Allow-Headers'],
  ...[
    'Access-Control-Allow-Credentials',
    'Access-Control-Expose-Headers',
    'Access-Control-Max-Age',
    'Location',
  ],
];

describe('a long value', () => {
  it('takes no more than its length to check', () => {
    fc.assert(
      fc.property(
        longValue,
        fc.constantFrom(...names),
        fc.constantFrom(200, 302),
        engine,
        (value, name, status, whose) => {
          const request = explainRequest({ origin: ORIGIN, method: 'PUT', url: OTHER }, whose);
          const headers: HeaderEntry[] = [
            ['access-control-allow-origin', '*'],
            ['access-control-allow-methods', 'PUT'],
          ];
          const long = {
            status,
            headers: [...headers.filter(([entry]) => entry !== name.toLowerCase()), [name, value] as const],
          };
          const preflight = { status: 200, headers };
          for (const exchange of [
            { request, preflight: long, response: null },
            { request, preflight, response: long },
          ])
            expect([true, false, null]).toContain(checkCors(exchange, whose).allowed);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('takes no more than its length to explain', () => {
    const requestNames = 'accept accept-language content-type range dpr save-data x-http-method x-a'.split(
      ' ',
    );
    fc.assert(
      fc.property(longValue, fc.constantFrom(...requestNames), engine, (value, name, whose) => {
        const page = { origin: ORIGIN, method: 'POST', headers: [[name, value] as const] };
        expect(explainRequest(page, whose).preflightCauses.length).toBeLessThan(2);
        explainRequest({ ...page, mode: 'no-cors', body: { contentType: value } }, whose);
      }),
      { numRuns: 60 },
    );
  });

  it('takes no more than its length to be signed', () => {
    fc.assert(
      fc.property(longValue, (value) => {
        expect(sortedHeaders({ A: ` ${value} ` })[0]?.[0]).toBe('a');
      }),
      { numRuns: 20 },
    );
  });
});

describe('many names', () => {
  it('are looked up, not searched', () => {
    const list = (letter: string) => Array.from({ length: 50_000 }, (_, index) => `${letter}-${index}`);
    const origin: HeaderEntry = ['access-control-allow-origin', '*'];
    const request = { origin: ORIGIN, method: 'GET', unsafeHeaders: list('x') };
    const preflight = {
      status: 200,
      headers: [origin, ['access-control-allow-headers', list('y').join()] as const],
    };
    expect(checkCors({ request, preflight, response: null })).toMatchObject({ code: 'header-not-allowed' });
    const headers = [
      origin,
      ['access-control-expose-headers', list('y').join()] as const,
      ...list('x').map((name) => [name, '1'] as const),
    ];
    const bare = { ...request, unsafeHeaders: [] };
    expect(checkCors({ request: bare, preflight: null, response: { status: 200, headers } })).toMatchObject({
      readableHeaders: [],
    });
  });
});

describe('trimEnds', () => {
  it('cuts what a pattern would cut', () => {
    const piece = fc.string({ unit: fc.constantFrom('\t', '\n', '\r', ' ', '\v', 'a', ','), maxLength: 12 });
    fc.assert(
      fc.property(piece, (text) => {
        expect(trimEnds(text, '\t\n\r ')).toBe(text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, ''));
      }),
    );
  });
});
