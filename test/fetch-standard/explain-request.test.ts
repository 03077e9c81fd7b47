import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainRequest } from '../../src/fetch-standard/explain-request.js';
import { isForbiddenHeader } from '../../src/fetch-standard/forbidden-header.js';
import type { ExplainedRequest, PageRequest } from '../../src/fetch-standard/page-request.js';
import { aws, checkCors, evaluateRules } from '../../src/index.js';
import type { HeaderEntry } from '../../src/model/cors-exchange.js';
import { engine, ORIGIN, OTHER, pageRequest } from './arbitraries.js';

const GET: PageRequest = { origin: ORIGIN, method: 'GET' };
const ask = (more: Partial<PageRequest>): ExplainedRequest => explainRequest({ ...GET, ...more });
const causesOf = (more: Partial<PageRequest>) => ask(more).preflightCauses.map(({ name }) => name);

describe('explainRequest', () => {
  it('says what is sent, what is asked, and why', () => {
    const explained = ask({
      method: 'put',
      headers: [
        ['X-Amz-Date', ' 1 '],
        ['Authorization', 'AWS4'],
        ['x-amz-date', '2'],
        ['Accept', 'image/*'],
        ['Host', 'h'],
        ['Content-Length', '3'],
        ['Sec-Fetch-Mode', 'cors'],
        ['X-HTTP-Method', 'TRACE'],
      ],
      body: { contentType: 'image/png' },
      uploadListeners: true,
      credentials: 'include',
      url: `${OTHER}/a`,
    });
    expect(explained).toEqual({
      origin: ORIGIN,
      method: 'PUT',
      credentials: 'include',
      redirect: 'follow',
      mode: 'cors',
      api: 'xhr',
      url: `${OTHER}/a`,
      forcesPreflight: true,
      streamsBody: false,
      bodySetsType: true,
      sentHeaders: [
        ['X-Amz-Date', '1'],
        ['Authorization', 'AWS4'],
        ['x-amz-date', '2'],
        ['Accept', 'image/*'],
      ],
      droppedHeaders: [
        { name: 'Host', why: 'name' },
        { name: 'Content-Length', why: 'name' },
        { name: 'Sec-Fetch-Mode', why: 'prefix' },
        { name: 'X-HTTP-Method', why: 'method-override' },
      ],
      addedHeaders: [
        ['Content-Type', 'image/png'],
        ['Origin', ORIGIN],
      ],
      unsafeHeaders: ['authorization', 'content-type', 'x-amz-date'],
      preflight: {
        kind: 'preflight',
        origin: ORIGIN,
        method: 'PUT',
        headers: ['authorization', 'content-type', 'x-amz-date'],
      },
      preflightCauses: [
        { kind: 'method', name: 'PUT', why: 'method' },
        { kind: 'header', name: 'authorization', why: 'name' },
        { kind: 'header', name: 'content-type', why: 'type' },
        { kind: 'header', name: 'x-amz-date', why: 'name' },
        { kind: 'upload-listeners', name: 'upload listeners', why: 'upload-listeners' },
      ],
    });
  });

  it('hands its preflight to evaluateRules() and itself to checkCors()', () => {
    const rules = [{ allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['x-a'] }];
    const verdictOn = (headers: readonly HeaderEntry[]) => {
      const request = ask({ method: 'PUT', headers });
      expect(request.preflight).not.toBe(null);
      const preflight = request.preflight && evaluateRules(rules, aws, request.preflight).response;
      return checkCors({ request, preflight, response: null }).allowed;
    };
    expect(verdictOn([['X-A', '1']])).toBe(true);
    expect(verdictOn([['X-B', '1']])).toBe(false);
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
    expect(ask({ method }).method).toBe(sent);
  });

  it.each([
    ['GET', []],
    ['HEAD', []],
    ['POST', []],
    ['PUT', ['PUT']],
    ['DELETE', ['DELETE']],
    ['OPTIONS', ['OPTIONS']],
  ])('for %s alone asks because of %j', (method, causes) => {
    expect(causesOf({ method })).toEqual(causes);
    expect(ask({ method }).preflight !== null).toBe(causes.length > 0);
  });
});

describe('a body', () => {
  it('brings its type, unless the page sets one', () => {
    const body = { contentType: 'text/plain;charset=UTF-8' };
    expect(ask({ method: 'POST', body }).addedHeaders).toEqual([
      ['Accept', '*/*'],
      ['Content-Type', 'text/plain;charset=UTF-8'],
      ['Origin', ORIGIN],
    ]);
    expect(causesOf({ method: 'POST', body })).toEqual([]);
    expect(causesOf({ method: 'POST', body: { contentType: 'image/png' } })).toEqual(['content-type']);
    const typed = ask({
      method: 'POST',
      body: { contentType: 'image/png' },
      headers: [['CONTENT-TYPE', 'text/plain']],
    });
    expect(typed.addedHeaders.map(([name]) => name)).toEqual(['Accept', 'Origin']);
    expect(typed.preflight).toBe(null);
  });

  it('has none when its type is not known or it is bytes', () => {
    expect(ask({ method: 'POST', body: {} }).addedHeaders).toHaveLength(2);
    expect(ask({ method: 'POST', body: { contentType: '' } }).addedHeaders).toHaveLength(2);
  });

  it.each(['GET', 'HEAD'])('is not sent with %s', (method) => {
    const explained = ask({ method, body: { contentType: 'image/png', isStream: true } });
    expect(explained.preflight).toBe(null);
    expect(explained.addedHeaders.map(([name]) => name)).toEqual(['Accept', 'Origin']);
  });

  it('that is a stream is asked for', () => {
    const explained = ask({ method: 'POST', body: { isStream: true } });
    expect(explained.preflightCauses).toEqual([{ kind: 'stream', name: 'streamed body', why: 'stream' }]);
    expect(explained).toMatchObject({ forcesPreflight: true, streamsBody: true });
  });
});

describe('a header needs no permission', () => {
  const asks = (...headers: HeaderEntry[]) => ask({ headers }).unsafeHeaders;

  it.each<HeaderEntry>([
    ['accept', 'a'.repeat(128)],
    ['accept', '\t;=/,é'],
    ['accept-language', 'de, en;q=0.5 *'],
    ['content-language', 'zh-CN'],
    ['content-type', 'Text/Plain;charset=utf-8'],
    ['content-type', 'multipart/form-data; boundary=x'],
    ['content-type', ' \ttext/plain '],
    ['content-type', 'text/plain\t;a'],
    ['range', 'bytes=0-'],
    ['range', 'bytes=5-5'],
    ['range', ' bytes=0-1 '],
    ['range', 'bytes=9007199254740993-9007199254740994'],
  ])('%s: %s', (name, value) => {
    expect(asks([name, value])).toEqual([]);
  });

  it.each<readonly [name: string, value: string, why: string]>([
    ['accept', 'a'.repeat(129), 'too-long'],
    ['accept', '"', 'byte'],
    ['accept', '\u007f', 'byte'],
    ['accept', '\u0001', 'byte'],
    ['accept-language', 'de_DE', 'language'],
    ['accept-language', 'a'.repeat(129), 'too-long'],
    ['content-language', 'é', 'language'],
    ['content-language', '\t\u0001', 'language'],
    ['content-type', 'application/json', 'type'],
    ['content-type', 'text/plain, text/plain', 'type'],
    ['content-type', 'text /plain', 'type'],
    ['content-type', 'text/plain\u00a0', 'type'],
    ['content-type', '', 'type'],
    ['content-type', 'text/plain;a="b"', 'byte'],
    ['content-type', `text/plain;${'a'.repeat(118)}`, 'too-long'],
    ['range', 'bytes=-5', 'range'],
    ['range', 'bytes=5-4', 'range'],
    ['range', 'bytes=9007199254740994-9007199254740993', 'range'],
    ['range', 'bytes=0-1,3-4', 'range'],
    ['range', 'bytes= 0-1', 'range'],
    ['range', 'Bytes=0-1', 'range'],
    ['range', `bytes=0-${'9'.repeat(5000)}`, 'too-long'],
    ['authorization', '', 'name'],
    ['x-amz-date', 'a'.repeat(129), 'name'],
    ['last-event-id', '1', 'name'],
    ['dpr', '1', 'name'],
    ['__proto__', '1', 'name'],
  ])('but %s: %s does, because of its %s', (name, value, why) => {
    const { unsafeHeaders, preflightCauses } = ask({ headers: [[name, value]] });
    expect(unsafeHeaders).toEqual([name]);
    expect(preflightCauses).toMatchObject([{ kind: 'header', name, why }]);
  });

  it('and its length is counted in the bytes that travel, one a character', () => {
    expect(asks(['accept', 'é'.repeat(128)])).toEqual([]);
    expect(ask({ headers: [['accept', 'é'.repeat(129)]] }).preflightCauses).toEqual([
      { kind: 'header', name: 'accept', why: 'too-long', bytes: 129, maxBytes: 128 },
    ]);
  });

  it('up to 1024 bytes of values together', () => {
    const lines = (count: number) =>
      Array.from({ length: count }, (): HeaderEntry => ['Accept', 'a'.repeat(128)]);
    expect(asks(...lines(8))).toEqual([]);
    expect(asks(...lines(8), ['content-language', ''])).toEqual([]);
    expect(ask({ headers: [...lines(8), ['content-language', 'a']] }).preflightCauses).toEqual(
      ['accept', 'content-language'].map((name) => ({
        kind: 'header',
        name,
        why: 'too-long-together',
        bytes: 1025,
        maxBytes: 1024,
      })),
    );
  });

  it('each line by itself, but for XMLHttpRequest, which joins them', () => {
    const headers: HeaderEntry[] = [
      ['Content-Type', 'text/plain'],
      ['content-type', 'text/plain'],
    ];
    expect(asks(...headers)).toEqual([]);
    expect(ask({ headers, uploadListeners: true }).unsafeHeaders).toEqual(['content-type']);
    const lines: HeaderEntry[] = [
      ['Accept', '"'],
      ['accept', 'a'.repeat(129)],
    ];
    expect(ask({ headers: lines }).preflightCauses).toMatchObject([{ name: 'accept', why: 'byte' }]);
  });
});

describe('the browser drops', () => {
  const dropped = (...headers: HeaderEntry[]) => ask({ headers });

  it.each(
    (
      'Accept-Charset Accept-Encoding Access-Control-Request-Headers Access-Control-Request-Method Connection ' +
      'Content-Length Cookie Cookie2 Date DNT Expect Host Keep-Alive Origin Referer Set-Cookie TE Trailer ' +
      'Transfer-Encoding Upgrade Via Proxy-Authorization Sec-Fetch-Mode proxy- sec-'
    ).split(' '),
  )('%s', (name) => {
    expect(dropped([name, '1'])).toMatchObject({
      droppedHeaders: [{ name }],
      sentHeaders: [],
      unsafeHeaders: [],
      preflightCauses: [],
    });
    expect(isForbiddenHeader(name, '1')).toBe(true);
  });

  it.each([
    ['X-HTTP-Method-Override', 'PUT, track', true],
    ['X-HTTP-Method', 'CONNECT', true],
    ['X-HTTP-Method', '"a", trace', true],
    ['X-Method-Override', 'PUT', false],
    ['X-Method-Override', '"a,trace,b"', false],
    ['X-Method-Override', 'trace;', false],
    ['X-Method-Override', '"trace', false],
    ['X-Method-Override', '"a\\",trace"', false],
  ])('a method override only when it names a forbidden method: %s: %s', (name, value, isDropped) => {
    expect(dropped([name, value]).droppedHeaders).toEqual(
      isDropped ? [{ name, why: 'method-override' }] : [],
    );
    expect(isForbiddenHeader(name, value)).toBe(isDropped);
  });

  it('but not User-Agent, nor names that only begin alike', () => {
    expect(dropped(['User-Agent', 'x'], ['Proxied', '1'], ['Second', '1'], ['Dated', '1'])).toMatchObject({
      droppedHeaders: [],
      unsafeHeaders: ['dated', 'proxied', 'second', 'user-agent'],
    });
  });
});

describe('a request that asks for nothing', () => {
  const headers: HeaderEntry[] = [
    ['X-A', '1'],
    ['Content-Type', 'application/json'],
    ['Range', 'bytes=0-1'],
    ['Accept', 'a'],
    ['Accept', '"'],
  ];

  it('goes to the own origin', () => {
    const own = { method: 'PUT', headers, url: `${ORIGIN}/a` };
    expect(ask(own)).toMatchObject({ preflight: null, preflightCauses: [] });
    // A redirect may lead elsewhere.
    expect(ask(own).unsafeHeaders).toEqual(['accept', 'content-type', 'x-a']);
    expect(ask(own).addedHeaders).toEqual([['Origin', ORIGIN]]);
    expect(ask({ ...own, method: 'GET' }).addedHeaders).toEqual([]);
    expect(ask({ ...own, origin: 'null' }).preflight).not.toBe(null);
    expect(ask({ ...own, origin: 'null', url: 'data:,x' }).preflight).not.toBe(null);
  });

  it('is without CORS, and carries what forms carry', () => {
    const explained = ask({ method: 'POST', headers, mode: 'no-cors', body: { contentType: 'image/png' } });
    expect(explained.sentHeaders).toEqual([['Accept', 'a']]);
    expect(explained.droppedHeaders.map(({ name, why }) => `${name} ${why}`)).toEqual([
      'X-A no-cors',
      'Content-Type no-cors',
      'Range no-cors',
      'Accept no-cors',
    ]);
    expect(explained).toMatchObject({
      unsafeHeaders: [],
      preflight: null,
      addedHeaders: [['Origin', ORIGIN]],
    });
    expect(ask({ headers, mode: 'no-cors' }).addedHeaders).toEqual([]);
    // The lines of one name count together.
    const long: HeaderEntry = ['Accept', 'a'.repeat(100)];
    expect(ask({ headers: [long, long], mode: 'no-cors' }).sentHeaders).toEqual([long]);
  });
});

describe('the laws of explainRequest', () => {
  it('never throws, and what it says fits together', () => {
    fc.assert(
      fc.property(pageRequest, engine, (request, whose) => {
        const explained = explainRequest(request, whose);
        const { unsafeHeaders, preflight, preflightCauses, sentHeaders, droppedHeaders } = explained;
        expect(unsafeHeaders).toEqual([...unsafeHeaders].sort());
        if (!whose.repeatsUnsafeNames) expect(new Set(unsafeHeaders).size).toBe(unsafeHeaders.length);
        expect(preflight !== null).toBe(preflightCauses.length > 0);
        expect(preflight?.headers ?? unsafeHeaders).toBe(unsafeHeaders);
        expect(sentHeaders.length + droppedHeaders.length).toBe(request.headers?.length ?? 0);
        expect(new Set(preflightCauses.map(({ kind, name }) => `${kind} ${name}`)).size).toBe(
          preflightCauses.length,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('takes no notice of the order and case of names', () => {
    const orders = pageRequest.chain((request) =>
      fc.tuple(
        fc.constant(request),
        fc.shuffledSubarray([...(request.headers ?? [])], { minLength: request.headers?.length ?? 0 }),
      ),
    );
    fc.assert(
      fc.property(orders, ([{ mode: _mode, api: _api, uploadListeners: _listeners, ...request }, other]) => {
        const upper = other.map(
          ([entry, value]): HeaderEntry => [entry.replace(/[a-z]/g, (letter) => letter.toUpperCase()), value],
        );
        const { droppedHeaders, sentHeaders, addedHeaders, preflightCauses, ...rest } =
          explainRequest(request);
        const again = explainRequest({ ...request, headers: upper });
        expect(again).toMatchObject(rest);
        const names = (list: readonly { readonly name: string }[]) =>
          list.map(({ name }) => name.toLowerCase()).sort();
        expect(names(again.droppedHeaders)).toEqual(names(droppedHeaders));
        expect(again.sentHeaders).toHaveLength(sentHeaders.length);
        expect(again.addedHeaders).toEqual(addedHeaders);
        expect(names(again.preflightCauses)).toEqual(names(preflightCauses));
      }),
      { numRuns: 500 },
    );
  });
});
