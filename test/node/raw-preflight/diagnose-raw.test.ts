import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import { toText } from '../../../src/explain/to-text.js';
import { type LocalBucket, startLocalBucket } from '../../../src/node/index.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { ceph } from '../../../src/stores/ceph.js';
import { ALLOWED, ORIGIN } from '../../diagnose/raw/exchanges.js';
import { OWN_CERTIFICATE } from '../../support/own-certificate.js';

/** What a store says to a preflight that it allows, as Node takes it. */
const ALLOWED_PUT = {
  'access-control-allow-origin': ORIGIN,
  'access-control-allow-methods': 'PUT',
  'access-control-allow-headers': 'authorization, x-amz-date, x-amz-meta-a',
};

const HEADERS = [
  ['authorization', 'secret'],
  ['x-amz-date', '1'],
  ['x-amz-meta-a', '1'],
] as const;

describe('diagnoseRaw() against the local bucket', () => {
  let local: LocalBucket;
  beforeAll(async () => {
    local = await startLocalBucket({
      buckets: {
        'no-rules': [],
        'open-bucket': [
          { allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['*'], maxAgeSeconds: 600 },
        ],
        'other-scheme': [
          {
            allowedOrigins: [ORIGIN.replace('https', 'http')],
            allowedMethods: ['PUT'],
            allowedHeaders: ['*'],
          },
        ],
        'other-origin': [
          { allowedOrigins: ['https://b.example'], allowedMethods: ['PUT'], allowedHeaders: ['*'] },
        ],
        'get-only': [{ allowedOrigins: [ORIGIN], allowedMethods: ['GET'], allowedHeaders: ['*'] }],
        'few-headers': [
          {
            allowedOrigins: [ORIGIN],
            allowedMethods: ['PUT'],
            allowedHeaders: ['authorization', 'x-amz-date'],
          },
        ],
        'two-rules': [
          {
            allowedOrigins: [ORIGIN],
            allowedMethods: ['PUT'],
            allowedHeaders: ['authorization', 'x-amz-date'],
          },
          {
            allowedOrigins: [ORIGIN],
            allowedMethods: ['PUT'],
            allowedHeaders: ['x-amz-meta-a', 'x-amz-date'],
          },
        ],
      },
    });
  });
  afterAll(() => local.stop());

  it.each([
    ['open-bucket', 'ok.allowed', 'strong', []],
    ['no-rules', 'pre.no-config', 'proof', []],
    ['absent-bucket', 'pre.bucket', 'proof', []],
    ['other-scheme', 'pre.origin', 'proof', [[ORIGIN]]],
    // The store has other words for a bucket without rules.
    ['other-origin', 'pre.origin', 'proof', [[ORIGIN]]],
    ['get-only', 'pre.method', 'proof', [['PUT']]],
    ['few-headers', 'pre.header', 'proof', [['x-amz-meta-a']]],
    ['two-rules', 'pre.cross-rule', 'proof', [['authorization', 'x-amz-meta-a']]],
  ])('%s: %s', async (bucket, code, confidence, conflicts) => {
    const request = {
      origin: ORIGIN,
      method: 'PUT',
      url: `${local.endpoint}/${bucket}/a.txt`,
      headers: HEADERS,
    };
    // A page over https cannot ask plain http elsewhere; 127.0.0.1 it can.
    const diagnosis = await diagnoseRaw(request);
    expect(diagnosis).toMatchObject({ code, confidence });
    expect(diagnosis.conflicts.map(({ members }) => members)).toEqual(conflicts);
    expect(diagnosis.evidence.length).toBeGreaterThan(0);
    expect(JSON.stringify(diagnosis)).not.toContain('"secret"');
    if (bucket === 'other-scheme') expect(diagnosis.raw?.allowedOrigin).toBe(ORIGIN.replace('https', 'http'));
    if (bucket === 'get-only') expect(diagnosis.conflicts[0]?.passing).toEqual(['GET']);
  });
});

describe('diagnoseRaw() against other servers', () => {
  const servers: Server[] = [];
  const start = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/photos/a.txt`;
  };
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const put = (url: string) => ({ origin: ORIGIN, method: 'PUT', url, headers: HEADERS });

  it('finds that only the signature in the URL is refused', async () => {
    const url = await start((request, response) => {
      const isSigned = request.url?.includes('X-Amz-Signature') === true;
      if (isSigned) response.writeHead(403, { 'x-amz-request-id': 'R' }).end();
      else
        response
          .writeHead(200, [...ALLOWED.headers, ['Access-Control-Allow-Headers', 'x-amz-meta-a']].flat())
          .end();
    });
    const diagnosis = await diagnoseRaw(put(`${url}?X-Amz-Signature=s3cret`), { store: ceph });
    expect(diagnosis).toMatchObject({ code: 'pre.auth-query', confidence: 'proof' });
    expect(JSON.stringify(diagnosis)).not.toContain('s3cret');
  });

  it.each([
    ['pre.waf', 403, { server: 'waf' }],
    ['pre.auth', 401, { 'www-authenticate': 'Basic' }],
    ['pre.redirect', 301, { location: 'https://elsewhere.example/' }],
    ['pre.status', 405, { 'access-control-allow-origin': ORIGIN }],
    ['pre.no-acao', 204, {}],
    ['pre.acao-mismatch', 200, { 'access-control-allow-origin': `${ORIGIN}/` }],
  ])('%s: status %d', async (code, status, headers) => {
    const methods: string[] = [];
    const url = await start((request, response) => {
      methods.push(request.method ?? '');
      response.writeHead(status, headers).end('<html>');
    });
    expect((await diagnoseRaw(put(url))).code).toBe(code);
    // Nothing that could change anything was sent.
    expect(new Set(methods)).toEqual(new Set(code === 'pre.redirect' ? ['OPTIONS'] : ['OPTIONS', 'HEAD']));
  });

  it('asks where a redirect leads, and says what is refused there', async () => {
    const allowing = await start((_, response) => void response.writeHead(200, ALLOWED_PUT).end());
    const refusing = await start((_, response) => void response.writeHead(401).end());
    const to = (location: string) =>
      start(
        (_, response) =>
          void response.writeHead(307, { location: `${location}?X-Amz-Signature=s3cret` }).end(),
      );
    const passing = await diagnoseRaw(put(await to(allowing)));
    expect(passing).toMatchObject({ code: 'pre.redirect', confidence: 'proof', undecided: null });
    expect(passing.evidence.at(-1)).toMatchObject({ kind: 'redirect', passed: true, url: allowing });
    expect(toText(passing)).toContain(`redirect of PUT at ${allowing}: passes`);
    const blocked = await diagnoseRaw(put(await to(refusing)));
    expect(blocked.undecided?.candidates).toContain('pre.auth');
    expect(blocked.undecided?.command).toContain(refusing);
    expect(JSON.stringify([passing, blocked])).not.toContain('s3cret');
  });

  it('takes a bare success for a refusal by rules where another method passes', async () => {
    const url = await start((request, response) => {
      const isGet = request.headers['access-control-request-method'] === 'GET';
      response.writeHead(200, isGet ? { ...ALLOWED_PUT, 'access-control-allow-methods': 'GET' } : {}).end();
    });
    const diagnosis = await diagnoseRaw(put(url));
    expect(diagnosis).toMatchObject({ code: 'pre.method', confidence: 'strong' });
    expect(diagnosis.undecided?.candidates).toEqual(['pre.no-acao']);
  });

  it('knows a firewall by the marks of the store behind it', async () => {
    const url = await start((request, response) => {
      const isPut = request.headers['access-control-request-method'] === 'PUT';
      response.writeHead(isPut ? 403 : 200, isPut ? {} : { ...ALLOWED_PUT, 'x-amz-request-id': 'R' }).end();
    });
    expect((await diagnoseRaw(put(url))).code).toBe('pre.waf');
  });

  describe('a gateway that answers the preflight by itself', () => {
    /** As `add_header` and `return 204` of nginx do: the same to everybody. */
    const LISTS = {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, PUT, OPTIONS',
      'access-control-allow-headers': 'authorization,content-type,x-amz-date',
    };
    const OF_A_LIST = {
      code: 'pre.waf',
      confidence: 'strong',
      conflicts: [{ kind: 'headers', members: ['x-amz-meta-a'] }],
      repairs: [],
      undecided: { candidates: ['pre.header'] },
    };
    const answering = (headers: Readonly<Record<string, string>>) =>
      start((_, response) => void response.writeHead(204, { ...LISTS, ...headers }).end());

    it('is named, and no rule of the bucket is called the repair', async () => {
      const diagnosis = await diagnoseRaw(put(await answering({ server: 'nginx/1.22.1' })));
      expect(diagnosis).toMatchObject(OF_A_LIST);
      const text = toText(diagnosis);
      expect(text).toContain('the answer names nginx/1.22.1');
      expect(text).toContain('let its own answer allow x-amz-meta-a');
      expect(text).not.toContain('<CORSRule>');
    });

    it('is known where it says the same to an OPTIONS without an origin', async () => {
      const diagnosis = await diagnoseRaw(put(await answering({})));
      expect(diagnosis).toMatchObject(OF_A_LIST);
    });

    it.each([
      ['origin', 'origin'],
      ['method', 'access-control-request-method'],
    ])('is known where it needs no %s', async (_, needless) => {
      const needed = ['origin', 'access-control-request-method'].filter((name) => name !== needless);
      const url = await start((request, response) => {
        const isPreflight = needed.every((name) => request.headers[name] !== undefined);
        response.writeHead(isPreflight ? 204 : 400, isPreflight ? LISTS : {}).end();
      });
      expect((await diagnoseRaw(put(url))).code).toBe('pre.waf');
    });

    it('stays possible where nothing shows it', async () => {
      const url = await start((request, response) => {
        const { origin, 'access-control-request-method': method } = request.headers;
        const isPreflight = origin !== undefined && method !== undefined;
        response.writeHead(isPreflight ? 204 : 400, isPreflight ? LISTS : {}).end();
      });
      const diagnosis = await diagnoseRaw(put(url));
      expect(diagnosis).toMatchObject({ code: 'pre.header', confidence: 'strong' });
      expect(diagnosis.undecided?.candidates).toEqual(['pre.waf']);
    });

    it('is not blamed for what the store behind it answers', async () => {
      const url = await answering({ server: 'nginx/1.22.1', 'x-amz-request-id': 'R' });
      expect(await diagnoseRaw(put(url))).toMatchObject({ code: 'pre.header', confidence: 'proof' });
    });
  });

  it('finds the region that only the request itself is told', async () => {
    const url = await start((request, response) => {
      const marks = { 'x-amz-request-id': 'R' };
      if (request.method === 'OPTIONS') response.writeHead(403, marks).end();
      else response.writeHead(301, { ...marks, 'x-amz-bucket-region': 'eu-west-3' }).end();
    });
    const diagnosis = await diagnoseRaw(put(url));
    expect(diagnosis).toMatchObject({
      code: 'pre.bucket',
      confidence: 'strong',
      raw: { elsewhere: 'eu-west-3' },
    });
    expect(diagnosis.undecided?.candidates).toEqual(['pre.all-refused']);
  });

  describe('a firewall that refuses preflights', () => {
    const STORE = { 'x-amz-request-id': 'R' };
    /** @param others - What is answered to all but preflights: by method, and `''` for an OPTIONS that is none. */
    const refusing = (
      others: Readonly<Record<string, readonly [number, Readonly<Record<string, string>>]>>,
    ) =>
      start((request, response) => {
        const { origin, 'access-control-request-method': method } = request.headers;
        const isPreflight = request.method === 'OPTIONS' && origin !== undefined && method !== undefined;
        const kind = request.method === 'OPTIONS' ? '' : (request.method ?? '');
        const [status, headers] = (isPreflight ? undefined : others[kind]) ?? [403, {}];
        response.writeHead(status, headers).end();
      });

    it.each([
      ['a HEAD', { HEAD: [404, STORE] as const }],
      ['an OPTIONS that is no preflight', { '': [400, STORE] as const }],
    ])('is alone to blame where the store answers %s', async (_, others) => {
      const diagnosis = await diagnoseRaw(put(await refusing(others)));
      expect(diagnosis).toMatchObject({
        code: 'pre.waf',
        confidence: 'strong',
        undecided: { candidates: [] },
      });
    });

    it.each([
      ['no store answers anything', {}],
      ['only a header allows the page', { HEAD: [200, { 'access-control-allow-origin': ORIGIN }] as const }],
    ])('may be a wrong bucket where %s', async (_, others) => {
      const diagnosis = await diagnoseRaw(put(await refusing(others)));
      expect(diagnosis.code).toBe('pre.waf');
      expect(diagnosis.undecided?.candidates).toEqual(['pre.bucket', 'pre.refused']);
    });

    it('may hide a wrong bucket, which the store behind it names', async () => {
      const url = await start((request, response) => {
        if (request.method === 'HEAD') response.writeHead(404, STORE).end();
        else if (request.headers.origin !== undefined) response.writeHead(403).end();
        else response.writeHead(404, STORE).end('<Error><Code>NoSuchBucket</Code></Error>');
      });
      const diagnosis = await diagnoseRaw(put(url));
      expect(diagnosis).toMatchObject({ code: 'pre.waf', undecided: { candidates: ['pre.bucket'] } });
    });

    it('answers them with a bare success, and no rule is looked for', async () => {
      const url = await start((request, response) => {
        response
          .writeHead(request.method === 'OPTIONS' ? 204 : 404, request.method === 'OPTIONS' ? {} : STORE)
          .end();
      });
      const diagnosis = await diagnoseRaw(put(url));
      expect(diagnosis).toMatchObject({ code: 'pre.no-acao', undecided: { candidates: ['pre.waf'] } });
    });
  });

  describe('a PUT whose preflight passes', () => {
    /** A store that allows PUT, and HEAD where `isAllowed`, and answers a HEAD like this. */
    const withHead = async (
      status: number,
      answer: Readonly<Record<string, string>>,
      isAllowed: boolean = true,
    ) => {
      const seen: string[] = [];
      const url = await start((request, response) => {
        seen.push(`${request.method} ${request.url}`);
        const asksHead = request.headers['access-control-request-method'] === 'HEAD';
        if (request.method !== 'OPTIONS') response.writeHead(status, answer).end();
        else if (asksHead && !isAllowed) response.writeHead(403).end();
        else response.writeHead(200, ALLOWED_PUT).end();
      });
      return { diagnosis: await diagnoseRaw(put(`${url}?X-Amz-Signature=s3cret`)), seen };
    };
    const READABLE = { 'access-control-allow-origin': ORIGIN };

    it.each([
      // Errors without the headers: the one that hides an error of the PUT as well.
      ['act.error-without-cors', 403, {}],
      ['act.no-acao', 200, {}],
      ['act.acao-mismatch', 200, { 'access-control-allow-origin': 'https://b.example' }],
      ['act.acao-multiple', 200, { 'access-control-allow-origin': `${ORIGIN}, *` }],
      ['cache.cdn-poison', 200, { age: '7' }],
    ])('may yet meet %s, as a HEAD does', async (code, status, answer) => {
      const { diagnosis, seen } = await withHead(status, answer);
      expect(diagnosis).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
      expect(diagnosis.undecided?.candidates[0]).toBe(code);
      expect(diagnosis.evidence.at(-1)).toMatchObject({
        kind: 'answer',
        method: 'HEAD',
        status,
        passed: false,
      });
      expect(toText(diagnosis)).toContain(`answer to HEAD: refused (raw ${status})`);
      // The signature stays where it is needed.
      expect(seen.at(-1)).toBe('HEAD /photos/a.txt');
    });

    it.each([
      ['readable, an error too', 403, READABLE, true],
      ['of a method that is not allowed', 200, {}, false],
    ])('learns nothing from a HEAD that is %s', async (_, status, answer, isAllowed) => {
      const { diagnosis } = await withHead(status, answer, isAllowed);
      expect(diagnosis.code).toBe('ok.allowed');
      expect(diagnosis.undecided?.candidates).toEqual(['act.error-without-cors']);
    });

    it('is sent on to the region of the bucket', async () => {
      const marks = { 'x-amz-request-id': 'R', 'x-amz-bucket-region': 'eu-west-3' };
      const { diagnosis } = await withHead(307, {
        ...marks,
        location: 'https://photos.s3.eu-west-3.example/',
      });
      expect(diagnosis).toMatchObject({
        code: 'act.redirect',
        stage: 'response',
        confidence: 'strong',
        undecided: { candidates: ['ok.allowed'] },
        raw: { elsewhere: 'eu-west-3', status: 307 },
      });
    });

    it('is sent on to https', async () => {
      const { diagnosis } = await withHead(301, {
        location: 'https://127.0.0.1/photos/a.txt?X-Amz-Signature=s3cret',
      });
      expect(diagnosis).toMatchObject({
        code: 'act.redirect',
        raw: { elsewhere: 'https://127.0.0.1/photos/a.txt' },
      });
      expect(JSON.stringify(diagnosis)).not.toContain('s3cret');
    });

    it.each([
      ['only who has no signature is', 302, { location: 'https://login.example/' }],
      [
        'only who asks for what is not there is',
        302,
        { 'x-amz-request-id': 'R', location: 'https://site.example/a.txt' },
      ],
    ])('may be sent on, or %s', async (_, status, answer) => {
      const { diagnosis } = await withHead(status, answer);
      expect(diagnosis).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
      expect(diagnosis.undecided?.candidates).toEqual(['act.redirect', 'act.error-without-cors']);
    });
  });

  describe('a GET that goes out unasked', () => {
    const get = (url: string) => ({ origin: ORIGIN, method: 'GET', url });
    /** A store that allows it behind a cache that has an answer for these targets. */
    const behindCache = (isKept: (target: string) => boolean, marks: Readonly<Record<string, string>>) => {
      const seen: string[] = [];
      const url = start((request, response) => {
        seen.push(`${request.method} ${request.headers.origin}`);
        const isOld = request.method === 'GET' && isKept(request.url ?? '');
        response
          .writeHead(200, isOld ? marks : { ...ALLOWED_PUT, 'access-control-allow-methods': 'GET' })
          .end('a');
      });
      return { url, seen };
    };

    it('is read as it is', async () => {
      const { url, seen } = behindCache(() => false, {});
      // Of what a browser keeps nobody else is told.
      expect(await diagnoseRaw(get(await url))).toMatchObject({
        code: 'ok.allowed',
        confidence: 'strong',
        undecided: { candidates: ['cache.http-poison'] },
      });
      expect(seen).toEqual([`GET ${ORIGIN}`]);
    });

    it.each([
      ['proof', { 'x-cache': 'Hit from cloudfront' }, null],
      ['strong', {}, ['act.no-acao']],
    ] as const)('shows an answer that a cache keeps for everybody: %s', async (confidence, marks, open) => {
      const { url, seen } = behindCache((target) => !target.includes('?'), marks);
      const diagnosis = await diagnoseRaw(get(await url));
      expect(diagnosis).toMatchObject({ code: 'cache.cdn-poison', confidence });
      expect(diagnosis.undecided?.candidates ?? null).toEqual(open);
      // Without an Origin it would fill the cache with what no page can read.
      expect(seen.every((entry) => entry.endsWith(ORIGIN))).toBe(true);
    });

    describe('from a shared cache', () => {
      /**
       * A store that answers with `Vary: Origin`, or without, behind a cache that keeps answers by their address, or by address
       * and origin.
       */
      const cached = async (given: {
        readonly isVarying: boolean;
        readonly isByOrigin: boolean;
        readonly allows?: string;
      }) => {
        const kept = new Map<string, Record<string, string>>();
        const seen: string[] = [];
        const url = await start((request, response) => {
          const { origin = 'none' } = request.headers;
          seen.push(`${request.method} ${origin}`);
          if (request.method === 'OPTIONS') {
            response.writeHead(200, { ...ALLOWED_PUT, 'access-control-allow-methods': 'GET' }).end();
            return;
          }
          const key = `${request.url} ${given.isByOrigin ? origin : ''}`;
          const old = kept.get(key);
          const answer: Record<string, string> = {
            ...(given.isVarying ? { vary: 'Accept-Encoding, Origin' } : {}),
            ...(origin === ORIGIN ? { 'access-control-allow-origin': given.allows ?? origin } : {}),
          };
          if (old === undefined) kept.set(key, answer);
          response
            .writeHead(200, { ...(old ?? answer), 'x-cache': old === undefined ? 'MISS' : 'HIT' })
            .end('a');
        });
        return { diagnosis: await diagnoseRaw(get(url)), kept, seen };
      };

      it('may be lost to whoever asks without an origin, which its Vary does not exclude', async () => {
        const { diagnosis, seen } = await cached({ isVarying: false, isByOrigin: false });
        expect(diagnosis).toMatchObject({
          code: 'ok.allowed',
          confidence: 'strong',
          undecided: { candidates: ['cache.cdn-poison', 'cache.http-poison'] },
        });
        expect(seen).toEqual([`GET ${ORIGIN}`]);
      });

      it('may be lost where the cache gives one answer to all in spite of Vary', async () => {
        const { diagnosis, kept, seen } = await cached({ isVarying: true, isByOrigin: false });
        expect(diagnosis).toMatchObject({
          confidence: 'strong',
          undecided: { candidates: ['cache.cdn-poison', 'cache.http-poison'] },
        });
        expect(seen).toEqual([`GET ${ORIGIN}`, `GET ${ORIGIN}`, `GET ${ORIGIN}`, 'GET none']);
        // Nothing is in the cache now that a page cannot read.
        expect([...kept.values()].every((answer) => answer['access-control-allow-origin'] === ORIGIN)).toBe(
          true,
        );
      });

      it('is safe where the cache keeps answers apart', async () => {
        const { diagnosis } = await cached({ isVarying: true, isByOrigin: true });
        expect([diagnosis.code, diagnosis.undecided?.candidates]).toEqual([
          'ok.allowed',
          ['cache.http-poison'],
        ]);
      });

      it('is not asked about where it allows everybody', async () => {
        const { diagnosis, seen } = await cached({ isVarying: false, isByOrigin: false, allows: '*' });
        expect([diagnosis.code, diagnosis.undecided?.candidates]).toEqual([
          'ok.allowed',
          ['cache.http-poison'],
        ]);
        expect(seen).not.toContain('GET none');
      });

      it('is never asked for without an origin where the cache was not seen to keep an answer', async () => {
        const seen: string[] = [];
        const url = await start((request, response) => {
          seen.push(`${request.method} ${request.headers.origin ?? 'none'}`);
          const marks = { 'x-cache': 'MISS', vary: 'Origin', 'access-control-allow-methods': 'GET' };
          response.writeHead(200, { ...ALLOWED_PUT, ...marks }).end();
        });
        const { code, undecided } = await diagnoseRaw(get(url));
        expect([code, undecided?.candidates]).toEqual(['ok.allowed', ['cache.http-poison']]);
        expect(seen).not.toContain('GET none');
      });
    });

    it('is not blamed on a cache that gives it at a fresh address as well', async () => {
      const { url } = behindCache(() => true, {});
      const diagnosis = await diagnoseRaw(get(await url));
      expect(diagnosis.code).toBe('act.no-acao');
      // The preflight passes, so the rules allow it.
      expect(diagnosis.undecided?.candidates).not.toContain('pre.origin');
    });

    it.each<[what: string, query: string, more: Partial<RawRequest>]>([
      ['a signature', '?X-Amz-Signature=s3cret', {}],
      ['a header that is asked for', '', { headers: [['x-amz-date', '1']] }],
      ['cookies', '', { credentials: 'include' }],
    ])('is not sent with %s', async (_, query, more) => {
      const { url, seen } = behindCache(() => false, {});
      await diagnoseRaw({ ...get(`${await url}${query}`), ...more });
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.filter((entry) => entry.startsWith('GET'))).toEqual([]);
    });
  });

  it('sends no credentials, and the names alone', async () => {
    const seen: string[] = [];
    const url = await start((request, response) => {
      seen.push(request.rawHeaders.join(' '));
      response.writeHead(403).end();
    });
    await diagnoseRaw({ ...put(url), credentials: 'include' });
    expect(seen.join('\n')).not.toMatch(/secret|cookie/i);
    expect(seen[0]).toContain('Access-Control-Request-Headers authorization,x-amz-date,x-amz-meta-a');
  });

  it('keeps to its bounds: a body without end, and an answer that never comes', async () => {
    const url = await start((_, response) => {
      response.writeHead(403, { 'x-amz-request-id': 'R' });
      // Nothing is written to a HEAD, and without it no headers go out.
      response.flushHeaders();
      // It is never ended.
      response.write('x'.repeat(1_000_000));
    });
    expect((await diagnoseRaw(put(url))).code).toBe('pre.all-refused');
    const silent = await start(() => {});
    const diagnosis = await diagnoseRaw(put(silent), { timeoutMs: 1 });
    expect(diagnosis).toMatchObject({ code: 'pre.timeout', confidence: 'strong' });
  });

  it('reads what came of an answer whose body never ends', async () => {
    const slow = await start((_, response) => {
      response.writeHead(200, ALLOWED_PUT);
      response.write('a');
    });
    const request = { origin: ORIGIN, method: 'PUT', url: `${slow}/a.txt`, headers: HEADERS };
    const { code, raw } = await diagnoseRaw(request, { timeoutMs: 200 });
    expect(code).toBe('ok.allowed');
    expect(raw).toMatchObject({ status: 200, failure: '' });
  });

  it('tells who is not there, and a connection that breaks', async () => {
    const broken = await start((request) => request.socket.destroy());
    expect((await diagnoseRaw(put(broken))).code).toBe('pre.reset');
    expect((await diagnoseRaw(put('http://127.0.0.1:9/'))).code).toBe('env.port');
    const gone = await start(() => {});
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await diagnoseRaw(put(gone))).toMatchObject({
      code: 'net.unreachable',
      raw: { failure: 'ECONNREFUSED' },
    });
  });

  it('finds the store over https where http gets no answer', async () => {
    // The certificate is nobody's.
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const server = createSecureServer(
      OWN_CERTIFICATE,
      (_, response) => void response.writeHead(200, ALLOWED_PUT).end(),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const diagnosis = await diagnoseRaw(put(`http://${host}/photos/a.txt?X-Amz-Signature=s3cret`));
    expect(diagnosis).toMatchObject({ code: 'pre.reset', raw: { elsewhere: `https://${host}` } });
    // What breaks off is asked again, once.
    expect(diagnosis.evidence.map(({ passed, url }) => [passed, url])).toEqual([
      [null, undefined],
      [null, undefined],
      [true, `https://${host}/photos/a.txt`],
    ]);
    expect(toText(diagnosis)).toContain(`Use https://${host}, and sign for it.`);
    // Over http alone nothing is named.
    vi.unstubAllEnvs();
    expect((await diagnoseRaw(put(`http://${host}/photos/a.txt`))).raw?.elsewhere).toBe('');
  });

  it('asks again what got lost', async () => {
    let asked = 0;
    const url = await start((request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.writeHead(200, ALLOWED_PUT).end();
    });
    const { code, evidence } = await diagnoseRaw(put(url));
    expect(code).toBe('ok.allowed');
    expect(evidence.slice(0, 2).map(({ passed, via }) => [passed, via])).toEqual([
      [null, 'error'],
      [true, 'raw'],
    ]);
  });

  it('names the header that is refused where the page sends cookies, to which nothing agrees', async () => {
    const url = await start((request, response) => {
      const names = String(request.headers['access-control-request-headers'] ?? '');
      const isRefused = names.includes('x-amz-meta-a');
      const allowed = { ...ALLOWED_PUT, 'access-control-allow-origin': '*', 'x-amz-request-id': 'R' };
      response.writeHead(isRefused ? 403 : 200, isRefused ? { 'x-amz-request-id': 'R' } : allowed).end();
    });
    const { code, conflicts } = await diagnoseRaw({ ...put(url), credentials: 'include' });
    expect([code, conflicts]).toEqual(['pre.header', [{ kind: 'headers', members: ['x-amz-meta-a'] }]]);
    // So is a signature in the address.
    const signed = await start((request, response) => {
      const isSigned = request.url?.includes('Signature');
      const allowed = { ...ALLOWED_PUT, 'access-control-allow-origin': '*', 'x-amz-request-id': 'R' };
      response.writeHead(isSigned ? 403 : 200, isSigned ? { 'x-amz-request-id': 'R' } : allowed).end();
    });
    const bySignature = await diagnoseRaw({ ...put(`${signed}?X-Amz-Signature=a`), credentials: 'include' });
    expect(bySignature.code).toBe('pre.auth-query');
    const plain = { ...put(url), headers: [['x-amz-date', '1']] as const };
    expect((await diagnoseRaw({ ...plain, credentials: 'include' })).code).toBe('pre.cred-wildcard');
  });

  it('ends with the signal', async () => {
    const controller = new AbortController();
    const url = await start(() => controller.abort(new Error('enough')));
    await expect(diagnoseRaw(put(url), { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('lists everything that makes no sense, without a query', async () => {
    const wrong = diagnoseRaw(
      { origin: 'app', method: 'P T', url: 'x?s3cret', headers: [['a b', 's3cret']] },
      { timeoutMs: 0 },
    );
    await expect(wrong).rejects.toMatchObject({
      code: 'ERR_CONFIG',
      issues: [
        { path: 'request.origin' },
        { path: 'request.method' },
        { path: 'request.url' },
        { path: 'request.headers' },
        { path: 'options.timeoutMs' },
      ],
    });
    await wrong.catch((error: Error) => expect(error.message).not.toContain('s3cret'));
  });
});
