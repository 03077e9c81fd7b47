import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import type { HeaderEntry } from '../../src/model/cors-exchange.js';

describe('explainRequest', () => {
  it('lists what the browser asks, lower-case, sorted, each once', () => {
    const explained = explainRequest({
      method: 'put',
      headers: [
        ['X-Amz-Date', '1'],
        ['Authorization', 'AWS4'],
        ['x-amz-date', '2'],
        ['Content-Type', 'image/png'],
        ['Accept', '*/*'],
        ['Host', 'h'],
        ['Content-Length', '3'],
      ],
      uploadListeners: true,
    });
    expect(explained).toEqual({
      method: 'PUT',
      unsafeHeaders: ['authorization', 'content-type', 'x-amz-date'],
      droppedHeaders: ['Host', 'Content-Length'],
      preflightCauses: ['PUT', 'authorization', 'content-type', 'x-amz-date', 'upload listeners'],
    });
  });

  it.each([
    ['delete', 'DELETE'],
    ['Get', 'GET'],
    ['hEAD', 'HEAD'],
    ['options', 'OPTIONS'],
    ['post', 'POST'],
    ['put', 'PUT'],
    ['patch', 'patch'],
    ['Patch', 'Patch'],
    ['chicken', 'chicken'],
  ])('sends the method %s as %s', (method, sent) => {
    expect(explainRequest({ method }).method).toBe(sent);
  });

  it.each([
    ['GET', []],
    ['HEAD', []],
    ['POST', []],
    ['PUT', ['PUT']],
    ['DELETE', ['DELETE']],
    ['OPTIONS', ['OPTIONS']],
  ])('for %s alone asks because of %j', (method, causes) => {
    expect(explainRequest({ method }).preflightCauses).toEqual(causes);
  });
});

describe('a header needs no permission', () => {
  const asks = (...headers: HeaderEntry[]) => explainRequest({ method: 'GET', headers }).unsafeHeaders;

  it.each<HeaderEntry>([
    ['accept', 'a'.repeat(128)],
    ['accept', '\t;=/,é'],
    ['accept-language', 'de, en;q=0.5 *'],
    ['content-language', 'zh-CN'],
    ['content-type', 'Text/Plain;charset=utf-8'],
    ['content-type', 'multipart/form-data; boundary=x'],
    ['content-type', ' \ttext/plain '],
    ['range', 'bytes=0-'],
    ['range', 'bytes=5-5'],
    ['range', ' bytes=0-1 '],
    ['range', 'bytes=9007199254740993-9007199254740994'],
  ])('%s: %s', (name, value) => {
    expect(asks([name, value])).toEqual([]);
  });

  it.each<HeaderEntry>([
    ['accept', 'a'.repeat(129)],
    ['accept', '"'],
    ['accept', '\u007f'],
    ['accept-language', 'de_DE'],
    ['content-language', 'é'],
    ['content-type', 'application/json'],
    ['content-type', 'text/plain, text/plain'],
    ['content-type', 'text /plain'],
    ['content-type', 'text/plain\u00a0'],
    ['content-type', ''],
    ['range', 'bytes=-5'],
    ['range', 'bytes=5-4'],
    ['range', 'bytes=9007199254740994-9007199254740993'],
    ['range', 'bytes=0-1,3-4'],
    ['range', 'bytes= 0-1'],
    ['range', 'Bytes=0-1'],
    ['authorization', ''],
    ['x-amz-date', '1'],
    ['last-event-id', '1'],
  ])('but %s: %s does', (name, value) => {
    expect(asks([name, value])).toEqual([name]);
  });

  it('and its length is counted in the bytes that travel, one a character', () => {
    expect(asks(['accept', 'é'.repeat(128)])).toEqual([]);
    expect(asks(['accept', 'é'.repeat(129)])).toEqual(['accept']);
  });

  it('up to 1024 bytes of values together', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (): HeaderEntry => ['Accept', 'a'.repeat(128)]);
    expect(asks(...lines(8))).toEqual([]);
    expect(asks(...lines(8), ['content-language', ''])).toEqual([]);
    expect(asks(...lines(8), ['content-language', 'a'])).toEqual(['accept', 'content-language']);
  });
});

describe('the browser drops', () => {
  const dropped = (...headers: HeaderEntry[]) => explainRequest({ method: 'GET', headers });

  it.each(
    (
      'Accept-Charset Accept-Encoding Access-Control-Request-Headers Access-Control-Request-Method Connection ' +
      'Content-Length Cookie Cookie2 Date DNT Expect Host Keep-Alive Origin Referer Set-Cookie TE Trailer ' +
      'Transfer-Encoding Upgrade Via Proxy-Authorization Sec-Fetch-Mode proxy- sec-'
    ).split(' '),
  )('%s', (name) => {
    expect(dropped([name, '1'])).toMatchObject({
      droppedHeaders: [name],
      unsafeHeaders: [],
      preflightCauses: [],
    });
  });

  it('a method override only when it names a forbidden method', () => {
    expect(dropped(['X-HTTP-Method-Override', 'PUT, track']).droppedHeaders).toEqual([
      'X-HTTP-Method-Override',
    ]);
    expect(dropped(['X-HTTP-Method', 'CONNECT']).droppedHeaders).toEqual(['X-HTTP-Method']);
    expect(dropped(['X-Method-Override', 'PUT'])).toMatchObject({
      droppedHeaders: [],
      unsafeHeaders: ['x-method-override'],
    });
  });

  it('but not User-Agent, nor names that only begin alike', () => {
    expect(dropped(['User-Agent', 'x'], ['Proxied', '1'], ['Second', '1'], ['Dated', '1'])).toMatchObject({
      droppedHeaders: [],
      unsafeHeaders: ['dated', 'proxied', 'second', 'user-agent'],
    });
  });
});

describe('the laws of explainRequest', () => {
  const name = fc.oneof(
    fc.constantFrom('accept', 'Content-Type', 'RANGE', 'host', 'x-amz-date', 'x-http-method', 'sec-x'),
    fc.string(),
  );
  const value = fc.oneof(
    fc.constantFrom('text/plain', 'bytes=0-', 'TRACE', '*/*'),
    fc.string({ unit: 'binary' }),
  );
  const headers = fc.array(fc.tuple(name, value));

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), headers, fc.boolean(), (method, list, uploadListeners) => {
        const { unsafeHeaders } = explainRequest({ method, headers: list, uploadListeners });
        expect(unsafeHeaders).toEqual([...new Set(unsafeHeaders)].sort());
      }),
      { numRuns: 500 },
    );
  });

  it('takes no notice of the order and case of names', () => {
    const orders = headers.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(orders, ([list, other]) => {
        const upper = other.map(
          ([entry, text]): HeaderEntry => [entry.replace(/[a-z]/g, (letter) => letter.toUpperCase()), text],
        );
        const ask = (entries: readonly HeaderEntry[]) => {
          const { droppedHeaders, ...rest } = explainRequest({ method: 'GET', headers: entries });
          return { ...rest, dropped: droppedHeaders.map((entry) => entry.toLowerCase()).sort() };
        };
        expect(ask(upper)).toEqual(ask(list));
      }),
      { numRuns: 500 },
    );
  });
});
