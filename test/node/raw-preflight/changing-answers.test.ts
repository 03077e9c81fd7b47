import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { planProbes } from '../../../src/diagnose/raw/probe-plan.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { ORIGIN } from '../../diagnose/raw/exchanges.js';

const STORE = { server: 'AmazonS3', 'x-amz-request-id': 'R' };
const REFUSAL = `<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message><RequestId>R</RequestId></Error>`;
const BUSY = '<Error><Code>SlowDown</Code><RequestId>R</RequestId></Error>';

type Answerer = (request: IncomingMessage, response: ServerResponse) => void;
const refuse: Answerer = (_, response) => void response.writeHead(403, STORE).end(REFUSAL);
const beBusy: Answerer = (_, response) => void response.writeHead(503, STORE).end(BUSY);
/** As by rules that allow everything. */
const allow: Answerer = ({ headers }, response) => {
  const allowed = {
    'access-control-allow-origin': headers.origin ?? '*',
    'access-control-allow-methods': headers['access-control-request-method'] ?? 'GET',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '',
  };
  response.writeHead(200, { ...STORE, ...allowed }).end();
};

const TWO_HEADERS = [
  ['authorization', 'x'],
  ['x-amz-date', '1'],
] as const;
const PUT = { method: 'PUT', query: '', headers: [] };
const SIGNED_PUT = { ...PUT, query: '?X-Amz-Signature=a&X-Amz-Date=1' };
const PUT_WITH_HEADERS = { ...PUT, headers: TWO_HEADERS };
const REQUESTS = { PUT, SIGNED_PUT, PUT_WITH_HEADERS };

describe('diagnoseRaw() where answers change', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  /** @param by - What answers the request with this number, from 0. */
  const diagnose = async (
    {
      query,
      ...asked
    }: Pick<typeof PUT_WITH_HEADERS, 'method' | 'query'> & {
      readonly headers: readonly (readonly [string, string])[];
    },
    by: (at: number, request: IncomingMessage) => Answerer,
  ) => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      by(seen.length, request)(request, response);
      seen.push(`${request.method} ${request.headers['access-control-request-method'] ?? ''}`.trim());
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/photos/a.txt${query}`;
    return { diagnosis: await diagnoseRaw({ origin: ORIGIN, url, ...asked }), seen };
  };
  const UNPROVEN = {
    confidence: 'strong',
    notes: expect.arrayContaining([{ code: 'pre.propagation', value: '' }]),
    undecided: { candidates: expect.arrayContaining(['pre.not-by-rules']) },
  };

  describe('as a server is too busy', () => {
    it.each([
      ['a presigned PUT', SIGNED_PUT],
      ['a GET with headers', { ...PUT_WITH_HEADERS, method: 'GET' }],
    ])('asks once more, and finds nothing against %s', async (_, request) => {
      const { diagnosis } = await diagnose(request, (at) => (at === 0 ? beBusy : allow));
      expect(diagnosis.code).toBe('ok.allowed');
      expect(diagnosis.evidence.slice(0, 2).map(({ status, passed }) => [status, passed])).toEqual([
        [503, false],
        [200, true],
      ]);
    });

    it.each([429, 500, 503])('says nothing of rules by a status of %d', async (status) => {
      const fail: Answerer = (_, response) => void response.writeHead(status, STORE).end(BUSY);
      const { diagnosis, seen } = await diagnose(PUT_WITH_HEADERS, (at) => (at < 2 ? fail : allow));
      expect(diagnosis.code).toBe('pre.not-by-rules');
      expect(diagnosis.confidence).toBe('strong');
      // Nothing else is asked of the rules.
      expect(seen).toEqual(['OPTIONS PUT', 'OPTIONS PUT', 'OPTIONS PUT', 'OPTIONS', 'HEAD']);
    });

    it.each([429, 500, 503])(
      'proves nothing by a status of %d, whichever headers stand on it',
      async (status) => {
        const headers = {
          ...{ server: 'nginx', 'access-control-allow-origin': '*', 'access-control-allow-methods': '*' },
          'access-control-allow-headers': '*',
        };
        const fail: Answerer = (_, response) => void response.writeHead(status, headers).end();
        const { diagnosis } = await diagnose(PUT_WITH_HEADERS, () => fail);
        expect(diagnosis).toMatchObject({ code: 'pre.status', confidence: 'strong' });
        expect(diagnosis.undecided?.candidates).toEqual(
          expect.arrayContaining(['pre.not-by-rules', 'pre.waf', 'pre.origin']),
        );
        const mismatch: Answerer = (_, response) =>
          void response.writeHead(status, { 'access-control-allow-origin': 'https://b.example' }).end();
        expect((await diagnose(PUT, () => mismatch)).diagnosis.confidence).toBe('strong');
      },
    );

    it('takes no such answer to another question for a refusal by rules', async () => {
      const { diagnosis } = await diagnose(PUT_WITH_HEADERS, (_, { headers }) => {
        if (headers['access-control-request-method'] !== 'PUT') return allow;
        return headers['access-control-request-headers'] === undefined ? beBusy : refuse;
      });
      expect(diagnosis.code).toBe('pre.refused');
      expect(diagnosis.undecided?.candidates).toEqual(expect.arrayContaining(['pre.method', 'pre.header']));
    });

    it('proves nothing where it does not answer again', async () => {
      const { diagnosis } = await diagnose(PUT, (at, { headers }) => {
        if (headers['access-control-request-method'] !== 'PUT') return allow;
        return at === 0 || headers.origin !== ORIGIN ? refuse : beBusy;
      });
      expect(diagnosis).toMatchObject({ code: 'pre.method', confidence: 'strong' });
      expect(diagnosis.undecided?.candidates).toContain('pre.not-by-rules');
      // No answer came out otherwise.
      expect(diagnosis.notes.map(({ code }) => code)).not.toContain('pre.propagation');
    });
  });

  describe.each(Object.entries(REQUESTS))('as rules go live, for %s', (_, request) => {
    it.each([1, 2, 3, 4, 5, 6, 8, 10])('after %d answers: nothing is proven', async (answers) => {
      const { diagnosis } = await diagnose(request, (at) => (at < answers ? refuse : allow));
      expect(diagnosis).toMatchObject(UNPROVEN);
    });

    it('while it is asked again: nothing is proven', async () => {
      const { seen } = await diagnose(request, () => refuse);
      // The last two are for another method.
      const live = seen.length - 3;
      const { diagnosis } = await diagnose(request, (at) => (at < live ? refuse : allow));
      expect(diagnosis).toMatchObject(UNPROVEN);
    });
  });

  describe.each(Object.entries(REQUESTS))('on two servers, one with old rules, for %s', (_, request) => {
    it.each([0, 1])('that answer by turns, the old one at %d: nothing is proven', async (old) => {
      const { diagnosis } = await diagnose(request, (at) => (at % 2 === old ? refuse : allow));
      expect(diagnosis.confidence).toBe('strong');
      // Where the first answer allows it, nothing of rules is asked.
      expect(diagnosis).toMatchObject(old === 0 ? UNPROVEN : { code: 'ok.allowed' });
    });

    it.each([0, 1, 2])('of three in a row, from the one at %d: nothing is proven', async (from) => {
      const { diagnosis } = await diagnose(request, (at) => ((at + from) % 3 === 0 ? refuse : allow));
      expect(diagnosis.confidence).toBe('strong');
    });
  });

  it.each([
    ['pre.method', 1],
    ['pre.origin', 0],
  ])('sees that GET, from which %s is told, is answered by two servers', async (code, allowing) => {
    // No other method passes on either, and what is asked for itself is refused by both.
    const { diagnosis } = await diagnose(PUT, (at, { headers }) =>
      headers['access-control-request-method'] === 'GET' && at % 2 === allowing ? allow : refuse,
    );
    expect(diagnosis).toMatchObject({ code, ...UNPROVEN });
  });

  it('proves what stays as it is, by six requests more', async () => {
    const { diagnosis, seen } = await diagnose(PUT, (_, { headers }) =>
      headers['access-control-request-method'] === 'GET' ? allow : refuse,
    );
    expect(diagnosis).toMatchObject({ code: 'pre.method', confidence: 'proof', undecided: null });
    expect(diagnosis.notes.map(({ code }) => code)).not.toContain('pre.propagation');
    expect(seen.indexOf('HEAD')).toBe(seen.length - 7);
    expect(diagnosis.evidence.slice(-6).map(({ method, passed }) => [method, passed])).toEqual([
      ...Array.from({ length: 3 }, () => ['PUT', false]),
      ...Array.from({ length: 3 }, () => ['GET', true]),
    ]);
  });

  it('asks again for what passes without the header, and for an origin that passes', async () => {
    const header = await diagnose(PUT_WITH_HEADERS, (_, { headers }) =>
      headers['access-control-request-headers']?.includes('x-amz-date') === true ? refuse : allow,
    );
    expect(header.diagnosis).toMatchObject({ code: 'pre.header', confidence: 'proof' });
    expect(header.diagnosis.evidence.at(-1)).toMatchObject({ headers: ['authorization'], passed: true });
    const other = ORIGIN.replace('https', 'http');
    const origin = await diagnose(PUT, (_, { headers }) => (headers.origin === other ? allow : refuse));
    expect(origin.diagnosis).toMatchObject({ code: 'pre.origin', confidence: 'proof' });
    expect(origin.diagnosis.evidence.at(-1)).toMatchObject({ origin: other, passed: true });
  });

  it('asks nothing again of what one answer proves by itself', async () => {
    const absent: Answerer = (_, response) =>
      void response.writeHead(404, STORE).end('<Error><Code>NoSuchBucket</Code></Error>');
    const { diagnosis, seen } = await diagnose(PUT, () => absent);
    expect(diagnosis).toMatchObject({ code: 'pre.bucket', confidence: 'proof' });
    expect(seen.at(-1)).toBe('HEAD');
  });
});

describe('the preflight without the signature', () => {
  it('is not what passes where a gateway refuses another part of the query', async () => {
    const server = createServer((request, response) => {
      if (request.url?.includes('uploadId') !== true) allow(request, response);
      else response.writeHead(403, { server: 'nginx' }).end('blocked');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/photos/a.txt`;
    const url = `${base}?uploadId=1&partNumber=1&X-Amz-Signature=a`;
    const diagnosis = await diagnoseRaw({ origin: ORIGIN, method: 'PUT', url });
    expect(diagnosis).toMatchObject({ code: 'pre.waf', confidence: 'strong' });
    server.closeAllConnections();
    server.close();
  });

  it.each([
    ['?uploadId=1&partNumber=2&X-Amz-Algorithm=a&X-Amz-Security-Token=t&X-Amz-Signature=s'],
    ['?uploadId=1&x-amz-content-sha256=UNSIGNED-PAYLOAD&x%2Damz%2Dsignature=s&partNumber=2'],
    ['?OSSAccessKeyId=k&Expires=1&Signature=s&security-token=t&uploadId=1&partNumber=2'],
    ['?uploadId=1&x-oss-signature-version=v&x-oss-signature=s&x-oss-expires=1&partNumber=2'],
    ['?q-sign-algorithm=sha1&q-ak=k&q-key-time=1&q-signature=s&uploadId=1&&partNumber=2'],
    ['?access_key_id=k&expires=1&signature=s&uploadId=1&partNumber=2#part'],
    ['?uploadId=1&AWSAccessKeyId=k&Expires=1&Signature=s&partNumber=2'],
    ['?uploadId=1&X-Goog-Credential=c&X-Goog-Signature=s&GoogleAccessId=k&partNumber=2'],
  ])('keeps all else: %s', (query) => {
    const place = 'https://store.example/photos/a.txt';
    const probes = planProbes({ origin: ORIGIN, method: 'PUT', url: `${place}${query}` });
    const found = probes.find(({ purpose }) => purpose === 'without-signature')?.url;
    expect(found).toBe(`${place}?uploadId=1&partNumber=2`);
  });

  it('has no query where there was only the signature', () => {
    const url = 'https://store.example/photos/a.txt?X-Amz-Signature=a?b';
    const probes = planProbes({ origin: ORIGIN, method: 'PUT', url });
    expect(probes.find(({ purpose }) => purpose === 'without-signature')?.url).toBe(
      'https://store.example/photos/a.txt',
    );
  });
});
