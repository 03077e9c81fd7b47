import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableHeaders } from '../../src/fetch-standard/readable-headers.js';
import { chromium, firefox, webkit } from '../../src/index.js';
import type { HeaderEntry } from '../../src/model/cors-exchange.js';
import { engine, response } from './arbitraries.js';

const OTHERS: readonly HeaderEntry[] = [
  ['ETag', 'e'],
  ['X-Z', '1'],
  ['Set-Cookie', 'a'],
  ['set-cookie2', 'a'],
  ['Accept', 'q'],
  ['Content-Language', 'de'],
  ['content-language', 'fr'],
  ['*', 'star'],
];
const exposing = (...lines: string[]) => ({
  status: 200,
  headers: [...OTHERS, ...lines.map((line): HeaderEntry => ['Access-Control-Expose-Headers', line])],
});

describe('readableHeaders', () => {
  it('are seven without a word of the store', () => {
    const names =
      'Cache-Control Content-Language Content-Length Content-Type Expires Last-Modified Pragma ETag Date';
    const headers = names.split(' ').map((name): HeaderEntry => [name, '1']);
    expect(readableHeaders({ status: 200, headers })).toEqual([
      'cache-control',
      'content-language',
      'content-length',
      'content-type',
      'expires',
      'last-modified',
      'pragma',
    ]);
  });

  it.each([
    [['etag, X-z'], ['content-language', 'etag', 'x-z']],
    [
      ['ETag', ' x-z'],
      ['content-language', 'etag', 'x-z'],
    ],
    [
      ['etag', ''],
      ['content-language', 'etag'],
    ],
    [['a b, etag'], ['content-language']],
    [['etag', '"x-z"'], ['content-language']],
    [['set-cookie, set-cookie2'], ['content-language']],
    [['no-such'], ['content-language']],
    [['*'], ['*', 'accept', 'access-control-expose-headers', 'content-language', 'etag', 'x-z']],
  ])('are those too which %j exposes', (lines, readable) => {
    expect(readableHeaders(exposing(...lines))).toEqual(readable);
  });

  it('are not all for a star where cookies go along', () => {
    expect(readableHeaders(exposing('*'), 'include')).toEqual(['*', 'content-language']);
    expect(readableHeaders(exposing('*', 'etag'), 'include')).toEqual(['*', 'content-language', 'etag']);
  });

  it('are more in some engines', () => {
    expect(readableHeaders(exposing('*'), 'include', webkit)).toEqual(['*', 'accept', 'content-language']);
    expect(readableHeaders(exposing('etag'), 'include', webkit)).toEqual(['content-language', 'etag']);
    expect(readableHeaders(exposing('*, a b'), 'omit', firefox)).toContain('x-z');
    expect(readableHeaders(exposing('a b, *'), 'omit', firefox)).toEqual(['content-language']);
    expect(readableHeaders(exposing('*, a b'), 'include', firefox)).toEqual(['content-language']);
    expect(readableHeaders(exposing('*, a b'), 'omit', chromium)).toEqual(['content-language']);
  });

  it('never hold a cookie, nor a name that is not there', () => {
    fc.assert(
      fc.property(
        response,
        fc.constantFrom('omit' as const, 'include' as const),
        engine,
        (given, credentials, whose) => {
          const readable = readableHeaders(given, credentials, whose);
          const names = given.headers.map(([name]) => name.toLowerCase());
          expect(readable).toEqual([...new Set(readable)].sort());
          expect(readable.filter((name) => !names.includes(name) || name.startsWith('set-cookie'))).toEqual(
            [],
          );
        },
      ),
    );
  });
});
