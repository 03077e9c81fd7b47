import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import { type DiagnoseRawOptions, diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { ORIGIN, xmlError } from '../../diagnose/raw/exchanges.js';

const STORE = { server: 'AmazonS3', 'x-amz-request-id': 'R' };
const STAR = { 'access-control-allow-origin': '*' };
const NGINX = { server: 'nginx/1.24' };
const NOT_ENABLED = xmlError('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
const MOST_REQUESTS = 25;

type Answer = readonly [status: number, headers: Readonly<Record<string, string>>, body?: string];
const NO_RULES: Answer = [403, STORE, NOT_ENABLED];
/** What stands before a store and answers OPTIONS by itself. `null`: it breaks the connection. */
const GATEWAYS: readonly (readonly [what: string, Answer | null])[] = [
  ['405 with headers', [405, { ...NGINX, ...STAR }]],
  ['405', [405, NGINX]],
  ['a login', [401, { ...NGINX, 'www-authenticate': 'Basic' }]],
  ['a redirect', [302, { ...NGINX, location: '/login' }]],
  ['a success that allows nobody', [200, { ...NGINX, allow: 'GET, HEAD' }]],
  ['too busy', [503, { ...NGINX, ...STAR }]],
  ['no connection', null],
  // As the store behind a CDN that puts the header on all it gives.
  ['a bucket without rules', NO_RULES],
];

describe('a request that goes out without a preflight', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  /** @param toOptions - By the preflight's method and origin. @param toOthers - What the page's own request gets. */
  const diagnose = async (
    toOptions: (request: IncomingMessage) => Answer | null,
    toOthers: (request: IncomingMessage) => Answer | null,
    { query = '', ...asked }: Partial<RawRequest> & { readonly query?: string } = {},
    options: DiagnoseRawOptions = {},
  ) => {
    const seen: string[] = [];
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      seen.push(`${request.method} ${request.url}`);
      const given = request.method === 'OPTIONS' ? toOptions(request) : toOthers(request);
      if (given === null) request.socket.destroy();
      else response.writeHead(given[0], given[1]).end(request.method === 'HEAD' ? undefined : given[2]);
    };
    const server = createServer(answer);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/photos/a.txt${query}`;
    const request = { origin: ORIGIN, method: 'GET', url, ...asked };
    const diagnosis = await diagnoseRaw(request, options);
    expect(diagnosis.request).toMatchObject({ needsPreflight: false, preflightCauses: [] });
    expect(diagnosis.stage).not.toBe('preflight');
    expect(seen.length).toBeLessThanOrEqual(MOST_REQUESTS);
    return { diagnosis, seen };
  };
  const open: Answer = [200, { ...NGINX, ...STAR }, 'hi'];
  const closed: Answer = [200, STORE, 'hi'];

  describe.each(GATEWAYS)('where OPTIONS gets %s', (_, toOptions) => {
    it.each(['GET', 'HEAD'])('is read, and asks nothing else: %s', async (method) => {
      const { diagnosis, seen } = await diagnose(
        () => toOptions,
        () => open,
        { method },
      );
      expect(diagnosis).toMatchObject({
        code: 'ok.allowed',
        undecided: { candidates: ['cache.http-poison'] },
      });
      expect(seen).toEqual([`${method} /photos/a.txt`]);
    });

    it.each<[what: string, asked: Partial<RawRequest> & { readonly query?: string }]>([
      ['a form', { method: 'POST', bodyType: 'multipart/form-data' }],
      ['with a signature in the URL', { query: '?X-Amz-Signature=s3cret' }],
      ['with cookies', { credentials: 'include' }],
    ])('proves nothing where it is not sent: %s', async (__, asked) => {
      const { diagnosis, seen } = await diagnose(
        () => toOptions,
        () => open,
        asked,
      );
      const { code, confidence, undecided } = diagnosis;
      expect(confidence).not.toBe('proof');
      expect(undecided?.candidates).toEqual(
        expect.arrayContaining(['ok.allowed', 'act.no-acao', 'act.error-without-cors']),
      );
      expect(code).toBe(toOptions === NO_RULES ? 'pre.no-config' : 'undecided');
      expect(seen.filter((entry) => !/^(OPTIONS|HEAD) /.test(entry))).toEqual([]);
      expect(seen.join()).not.toContain('s3cret');
    });
  });

  it.each(GATEWAYS.filter(([, answer]) => answer !== NO_RULES))(
    'is refused for what its answer lacks where OPTIONS gets %s',
    async (_, toOptions) => {
      const { diagnosis } = await diagnose(
        () => toOptions,
        () => closed,
      );
      expect(diagnosis).toMatchObject({ code: 'act.no-acao', confidence: 'strong', repairs: [] });
      // The rules of the store behind were not asked.
      expect(diagnosis.undecided?.candidates).toEqual(
        expect.arrayContaining(['pre.no-config', 'pre.method']),
      );
    },
  );

  it.each<[what: string, Answer]>([
    ['another origin', [200, { ...STORE, 'access-control-allow-origin': 'https://b.example' }]],
    ['two origins', [200, { ...STORE, 'access-control-allow-origin': `${ORIGIN}, *` }]],
  ])('is refused by an answer to %s, whatever OPTIONS gets', async (_, answer) => {
    const { diagnosis, seen } = await diagnose(
      () => NO_RULES,
      () => answer,
    );
    expect(diagnosis.code).toMatch(/^act\.acao-/);
    expect(seen.every((entry) => entry.startsWith('GET'))).toBe(true);
  });

  describe('that lacks the header', () => {
    it.each([
      ['proof', 'a success', closed],
      ['proof', 'an error', [403, STORE, xmlError('AccessDenied')] as Answer],
      // Who gives it is not known: a cache may.
      ['strong', 'of somebody else', [200, NGINX, 'hi'] as Answer],
    ])('the store says why: %s by %s', async (confidence, _, answer) => {
      const { diagnosis } = await diagnose(
        () => NO_RULES,
        () => answer,
      );
      expect(diagnosis).toMatchObject({ code: 'pre.no-config', confidence, stage: 'response' });
      expect(diagnosis.undecided?.candidates ?? null).toEqual(
        confidence === 'proof' ? null : ['act.no-acao'],
      );
      expect(diagnosis.repairs).not.toEqual([]);
    });

    it('is not proven by what a cache once kept of an OPTIONS', async () => {
      const { diagnosis } = await diagnose(
        () => [403, { ...STORE, 'x-cache': 'Hit from cloudfront' }, NOT_ENABLED],
        () => closed,
      );
      expect(diagnosis).toMatchObject({ code: 'pre.no-config', confidence: 'strong' });
      expect(diagnosis.undecided?.candidates).toEqual(['act.no-acao']);
    });

    it('is about the method where another passes', async () => {
      const { diagnosis } = await diagnose(
        ({ headers }) =>
          headers['access-control-request-method'] === 'PUT'
            ? [200, { ...STORE, ...STAR, 'access-control-allow-methods': 'PUT' }]
            : [403, STORE, xmlError('AccessForbidden')],
        () => closed,
      );
      expect(diagnosis).toMatchObject({ code: 'pre.method', confidence: 'proof' });
    });

    it('is of another region', async () => {
      const { diagnosis } = await diagnose(
        () => [403, STORE],
        () => [301, { ...STORE, 'x-amz-bucket-region': 'eu-west-3' }],
      );
      expect(diagnosis).toMatchObject({ code: 'pre.bucket', raw: { elsewhere: 'eu-west-3' } });
    });

    it('is kept by a cache where another address is read, whatever OPTIONS gets', async () => {
      const { diagnosis, seen } = await diagnose(
        () => NO_RULES,
        ({ url = '' }) => (url.includes('?') ? open : [200, { ...STORE, age: '7' }]),
      );
      expect(diagnosis).toMatchObject({ code: 'cache.cdn-poison', confidence: 'proof' });
      expect(seen).toHaveLength(2);
    });
  });

  it('is sent again where the connection breaks, once', async () => {
    let asked = 0;
    const { diagnosis, seen } = await diagnose(
      () => NO_RULES,
      () => {
        asked += 1;
        return asked === 1 ? null : open;
      },
    );
    expect(diagnosis.code).toBe('ok.allowed');
    expect(diagnosis.evidence.map(({ passed, via }) => [passed, via])).toEqual([
      [null, 'error'],
      [true, 'raw'],
    ]);
    expect(seen).toHaveLength(2);
  });

  it('fails by itself where only OPTIONS is answered', async () => {
    const { diagnosis } = await diagnose(
      () => NO_RULES,
      () => null,
    );
    expect(diagnosis).toMatchObject({ code: 'net.unreachable', stage: 'network', confidence: 'strong' });
    const unseen = await diagnose(
      () => null,
      () => null,
      { method: 'POST' },
    );
    expect(unseen.diagnosis).toMatchObject({ code: 'net.unreachable', confidence: 'strong' });
  });

  it('says what the given rules say, and never proves it of what is not sent', async () => {
    const known = { rules: [] };
    const { diagnosis } = await diagnose(
      () => NO_RULES,
      () => closed,
      { method: 'POST', query: '?X-Amz-Signature=a' },
      known,
    );
    expect(diagnosis).toMatchObject({ code: 'pre.no-config', confidence: 'strong' });
  });
});
