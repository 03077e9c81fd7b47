import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import { toText } from '../../../src/explain/to-text.js';
import { type LocalBucket, startLocalBucket } from '../../../src/node/index.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { ceph } from '../../../src/stores/ceph.js';
import { ALLOWED, ORIGIN } from '../../diagnose/raw/exchanges.js';

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
    ['other-origin', 'pre.all-refused', 'strong', []],
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
    const answering = (headers: Readonly<Record<string, string>>) =>
      start((_, response) => void response.writeHead(204, { ...LISTS, ...headers }).end());

    it('is named, and no rule of the bucket is called the repair', async () => {
      const diagnosis = await diagnoseRaw(put(await answering({ server: 'nginx/1.22.1' })));
      expect(diagnosis).toMatchObject({
        code: 'pre.waf',
        confidence: 'strong',
        conflicts: [{ kind: 'headers', members: ['x-amz-meta-a'] }],
        repairs: [],
        undecided: { candidates: ['pre.header'] },
      });
      const text = toText(diagnosis);
      expect(text).toContain('the answer names nginx/1.22.1');
      expect(text).toContain('let its own answer allow x-amz-meta-a');
      expect(text).not.toContain('<CORSRule>');
    });

    it('stays possible where nothing names it', async () => {
      const diagnosis = await diagnoseRaw(put(await answering({})));
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
      expect(await diagnoseRaw(get(await url))).toMatchObject({ code: 'ok.allowed', confidence: 'proof' });
      expect(seen).toEqual([`OPTIONS ${ORIGIN}`, `GET ${ORIGIN}`]);
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
