import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { putObject } from '../../src/client/put-object.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { HttpError, NetworkError } from '../../src/model/errors.js';
import { readByUrl, sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, signRequest } from '../../src/transport/sign-request.js';
import { bucketWith, SECRET, type Sent, TOKEN, thrownBy } from './buckets.js';

const PUT = { method: 'PUT', key: 'a b.txt', query: { partNumber: '1' }, headers: { 'x-amz-meta-a': '1' } };
const CORS = { method: 'GET', key: '', query: { cors: '' } };

/** All that a console shows of an error, and all that a log would keep. */
function everything(error: unknown): string {
  return inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
}

const signatureIn = ({ url, headers }: Sent): string =>
  /Signature=([0-9a-f]{64})/.exec(`${url} ${JSON.stringify(headers)}`)?.[1] ?? 'none';

describe('an abort', () => {
  const reason = new DOMException('enough', 'AbortError');

  it('asks neither STS nor store when it came before', async () => {
    let asked = 0;
    const { bucket, sent } = bucketWith(() => new Response('ok'), {
      credentials: () => {
        asked += 1;
      },
    });
    const signal = AbortSignal.abort(reason);
    for (const call of [
      sendRequest(bucket, PUT, { signal }),
      readByUrl(bucket, CORS, { signal }),
      putObject(bucket, 'a', 'x', { signal }),
      getBucketCors(bucket, { signal }),
      signRequest(bucket, PUT, { signal }),
      presignUrl(bucket, PUT, { signal, expiresInSeconds: 60 }),
    ]) {
      expect(await thrownBy(call)).toBe(reason);
    }
    expect([asked, sent.length]).toEqual([0, 0]);
  });

  it('ends the waiting for credentials that never come', async () => {
    const { bucket, sent } = bucketWith(() => new Response('ok'), {
      credentials: () => new Promise(() => {}),
    });
    const calls = [
      (signal: AbortSignal) => putObject(bucket, 'a', 'x', { signal }),
      (signal: AbortSignal) => signRequest(bucket, PUT, { signal }),
      (signal: AbortSignal) => presignUrl(bucket, PUT, { signal, expiresInSeconds: 60 }),
    ];
    for (const call of calls) {
      const controller = new AbortController();
      const thrown = thrownBy(call(controller.signal));
      controller.abort(reason);
      expect(await thrown).toBe(reason);
    }
    expect(sent).toEqual([]);
  });

  it('while the body of an error is read is no HttpError', async () => {
    const controller = new AbortController();
    const { bucket } = bucketWith(() => {
      const body = new ReadableStream({
        pull(stream) {
          controller.abort(reason);
          stream.error(reason);
        },
      });
      return new Response(body, { status: 403 });
    });
    expect(await thrownBy(sendRequest(bucket, PUT, { signal: controller.signal }))).toBe(reason);
  });

  it('while the rules are read passes through', async () => {
    const controller = new AbortController();
    const { bucket } = bucketWith(() => {
      const body = new ReadableStream({
        pull(stream) {
          controller.abort(reason);
          stream.error(new TypeError('terminated'));
        },
      });
      return new Response(body);
    });
    expect(await thrownBy(getBucketCors(bucket, { signal: controller.signal }))).toBe(reason);
  });
});

describe('a body that breaks off', () => {
  const broken = (status: number) => () =>
    new Response(
      new ReadableStream({
        pull: (stream) => stream.error(new TypeError('terminated')),
      }),
      { status },
    );

  it('is a NetworkError where it is read', async () => {
    const { bucket } = bucketWith(broken(200));
    const error = await thrownBy(getBucketCors(bucket));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      request: { method: 'GET', url: 'https://photos.s3.eu-west-1.example/' },
      attempt: { method: 'GET', signing: 'url', hasFailed: true },
      cause: { name: 'TypeError', message: 'terminated' },
    });
  });

  it('leaves the status of an error', async () => {
    const { bucket } = bucketWith(broken(503));
    expect(await thrownBy(sendRequest(bucket, PUT))).toMatchObject({ code: 'ERR_HTTP', status: 503 });
  });
});

describe('a redirect', () => {
  const servers: Server[] = [];
  const listen = async (handler: Parameters<typeof createServer>[1]) => {
    const server = createServer(handler);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  };
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it.each([301, 302, 303, 307, 308])('by %d is not followed: a stranger gets no token', async (status) => {
    const strangers: unknown[] = [];
    const stranger = await listen((request, response) => {
      strangers.push(request.headers);
      response.end('<CORSConfiguration/>');
    });
    const endpoint = await listen((_, response) => {
      response.writeHead(status, { location: `${stranger}/elsewhere`, 'x-amz-bucket-region': 'us-west-2' });
      response.end('<Error><Code>TemporaryRedirect</Code><Message>Go on</Message></Error>');
    });
    const { bucket } = bucketWith(() => new Response(), { endpoint, addressing: 'path', fetch });
    const calls = [sendRequest(bucket, PUT), putObject(bucket, 'a', 'x'), getBucketCors(bucket)];
    for (const error of await Promise.all(calls.map(thrownBy))) {
      expect(error).toBeInstanceOf(HttpError);
      expect(error).toMatchObject({
        status,
        answer: { kind: 'region', serviceCode: 'TemporaryRedirect', expectedRegion: 'us-west-2' },
      });
      expect((error as HttpError).message).toContain('us-west-2');
    }
    expect(strangers).toEqual([]);
  });

  it('as a page sees it is a NetworkError that names it', async () => {
    const opaque = new Response(null);
    Object.defineProperties(opaque, {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      ok: { value: false },
    });
    const { bucket, sent } = bucketWith(() => opaque);
    const error = await thrownBy(sendRequest(bucket, PUT));
    expect(error).toBeInstanceOf(NetworkError);
    expect((error as NetworkError).message).toMatch(/sends this request on .* another region/);
    expect(sent[0]?.init.redirect).toBe('manual');
  });
});

describe('the type of a body', () => {
  const png = new Blob(['x'], { type: 'image/png' });

  it.each([
    ['a typed Blob', png, {}, 'image/png'],
    ['a typed Blob under a header', png, { 'Content-Type': 'image/gif' }, 'image/gif'],
    ['an untyped Blob', new Blob(['x']), {}, null],
    ['bytes', new Uint8Array([1]), {}, null],
    ['none', null, {}, null],
  ])('of %s is signed as it is sent', async (_, body, headers, type) => {
    const { bucket, sent } = bucketWith(() => Promise.reject(new TypeError('Failed to fetch')));
    for (const send of [sendRequest, readByUrl]) {
      const error = await thrownBy(send(bucket, { method: 'PUT', key: 'a', headers }, { body }));
      const [request] = sent.splice(0);
      const { url = '', init = {} } = request ?? {};
      const names = `${url} ${JSON.stringify(init.headers)}`.replaceAll('%3B', ';');
      expect(/SignedHeaders=content-type;host/.test(names)).toBe(type !== null);
      // What the platform itself makes of it.
      const { signal: _signal, ...rest } = init;
      expect(
        new Request('https://s3.example/', { ...rest, duplex: 'half' } as RequestInit).headers.get(
          'content-type',
        ),
      ).toBe(type);
      const asked = new Headers((error as NetworkError).attempt.headers);
      expect(asked.get('content-type')).toBe(type);
    }
  });
});

describe('secrets', () => {
  const KEY = 'bWluZSBhbG9uZSwgdGhpcnR5LXR3byBieXRlcyBvZiBpdA==';
  const NAME = 'X-Amz-Server-Side-Encryption-Customer-Key';
  const request = { ...PUT, headers: { ...PUT.headers, [NAME]: KEY } };

  it.each<readonly [string, (sent: Sent) => unknown]>([
    ['the URL', ({ url }) => new TypeError(`request to ${url} failed, reason: ECONNREFUSED`)],
    ['the URL, cut short', ({ url }) => new TypeError(`request to ${url.slice(0, 320)}… failed`)],
    [
      'the URL without its origin',
      ({ url }) => new Error(`GET ${new URL(url).pathname}${new URL(url).search}`),
    ],
    ['the headers', ({ headers }) => new Error(JSON.stringify(headers))],
    ['the headers, encoded', ({ headers }) => new Error(new URLSearchParams(headers).toString())],
    [
      'the request, on the error',
      (sent) => Object.assign(new Error('Network Error'), { config: sent, code: 'ERR' }),
    ],
    ['the request, on its cause', (sent) => new Error('outer', { cause: new Error(JSON.stringify(sent)) })],
    ['its name', ({ url }) => Object.assign(new Error('x'), { name: url })],
    ['text', ({ url, headers }) => `${url} ${JSON.stringify(headers)}`],
    ['the request itself', (sent) => sent],
  ])('of a fetch that throws %s stay hidden', async (_, error) => {
    for (const send of [sendRequest, readByUrl]) {
      const { bucket, sent } = bucketWith((noted) => Promise.reject(error(noted)));
      const shown = everything(await thrownBy(send(bucket, request)));
      const [noted] = sent;
      if (noted === undefined) throw new Error('Nothing was sent');
      const signature = signatureIn(noted);
      expect(signature).toHaveLength(64);
      for (const hidden of [SECRET, TOKEN, KEY, signature]) {
        expect(shown).not.toContain(hidden);
        expect(shown).not.toContain(encodeURIComponent(hidden));
      }
      expect(shown).not.toContain(encodeURIComponent(TOKEN).slice(0, 30));
    }
  });

  it('go, the cause stays: name, message, code and what lies behind', async () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' });
    const { bucket } = bucketWith(() => Promise.reject(new TypeError('fetch failed', { cause: refused })));
    const error = (await thrownBy(sendRequest(bucket, request))) as NetworkError;
    expect(error.cause).toBeInstanceOf(Error);
    expect(error.cause).toMatchObject({
      name: 'TypeError',
      message: 'fetch failed',
      cause: { message: 'connect ECONNREFUSED 127.0.0.1:9', code: 'ECONNREFUSED' },
    });
    expect(inspect(error)).toMatch(/TypeError\]?: fetch failed/);
  });

  it('do not make a cause without end', async () => {
    const circle: Error & { cause?: unknown } = new Error('round');
    circle.cause = circle;
    const { bucket } = bucketWith(() => Promise.reject(circle));
    expect(await thrownBy(sendRequest(bucket, request))).toMatchObject({ cause: { message: 'round' } });
  });

  it('are sent, but of headers that hold a key the attempt has only the name', async () => {
    const { bucket, sent } = bucketWith(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = (await thrownBy(sendRequest(bucket, request))) as NetworkError;
    expect(sent[0]?.headers[NAME.toLowerCase()]).toBe(KEY);
    expect(error.attempt.headers).toEqual({ 'x-amz-meta-a': '1', [NAME]: '<secret>' });
    const { trace } = await signRequest(bucket, request);
    expect(trace.canonicalRequest).toContain(`${NAME.toLowerCase()}:<secret>`);
  });
});
