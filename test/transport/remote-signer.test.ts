import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { prepareBucket } from '../../src/client/prepare-bucket.js';
import { putObject } from '../../src/client/put-object.js';
import { ConfigError, SignerError, UnsupportedError } from '../../src/model/errors.js';
import { b2 } from '../../src/stores/b2.js';
import { oss } from '../../src/stores/oss.js';
import { answerSigningRequest } from '../../src/transport/answer-signing-request.js';
import type { ObjectRequest } from '../../src/transport/object-request.js';
import { remoteSigner } from '../../src/transport/remote-signer.js';
import type { RemoteSignerOptions } from '../../src/transport/remote-signer-options.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, signForm, signRequest } from '../../src/transport/sign-request.js';
import { SECRET, TOKEN, thrownBy } from './buckets.js';
import { type Asked, ownServer, serverWith } from './signing-server.js';
import { bucketSignedBy, type Place, signingBucket } from './stores.js';

const PLACE: Place = { store: oss, region: 'cn-hangzhou', bucket: 'photos' };
const URL_OF_SERVER = 'https://app.example/sign?key=hidden';
const PUT = { method: 'PUT', key: 'a.txt', headers: { 'content-type': 'text/plain' } };
const LIFE = { expiresInSeconds: 60 };
const owner = signingBucket(PLACE);

/** A bucket whose requests are signed by a server that answers with `answer`. */
function signedBy(answer: (asked: Asked) => unknown, options: Partial<RemoteSignerOptions> = {}) {
  const { fetch, asked } = serverWith(answer);
  const signer = remoteSigner({ url: URL_OF_SERVER, fetch, ...options });
  return { bucket: bucketSignedBy(PLACE, signer), asked };
}

const answerAll = ({ body }: Asked) =>
  answerSigningRequest(owner, body, () => true, {
    maxExpiresInSeconds: 604_800,
    dangerouslyAllowEndlessForms: true,
  });

async function failureOf(promise: Promise<unknown>): Promise<SignerError> {
  const error = await thrownBy(promise);
  expect(error).toBeInstanceOf(SignerError);
  return error as SignerError;
}

/** Asks in each form, one after another. */
function eachForm(bucket: typeof owner, request = PUT as ObjectRequest): (() => Promise<unknown>)[] {
  return [
    () => signRequest(bucket, request),
    () => presignUrl(bucket, request, LIFE),
    () => signForm(bucket, { key: 'a' }, LIFE),
  ];
}

/** All that a console shows of an error, and all that a log would keep. */
function everything(error: unknown): string {
  return inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the question', () => {
  it('is posted as JSON, with cookies to the same origin only, and follows no redirect', async () => {
    const { bucket, asked } = signedBy(answerAll);
    await signRequest(bucket, PUT);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: URL_OF_SERVER,
      init: { method: 'POST', credentials: 'same-origin', cache: 'no-store', redirect: 'manual' },
    });
    expect(Object.fromEntries(asked[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it.each<readonly [string, RemoteSignerOptions['headers']]>([
    ['as they are', { Authorization: 'Bearer x', 'X-App': 'a' }],
    ['from a function', () => ({ Authorization: 'Bearer x', 'X-App': 'a' })],
    ['from one that takes its time', async () => ({ Authorization: 'Bearer x', 'X-App': 'a' })],
  ])('carries the headers that were given %s', async (_, headers) => {
    const { bucket, asked } = signedBy(answerAll, { headers: headers ?? {}, credentials: 'include' });
    await signRequest(bucket, PUT);
    expect(asked[0]?.headers.get('authorization')).toBe('Bearer x');
    expect(asked[0]?.headers.get('x-app')).toBe('a');
    expect(asked[0]?.init.credentials).toBe('include');
  });

  it('asks a function for headers anew each time', async () => {
    let number = 0;
    const { bucket, asked } = signedBy(answerAll, {
      headers: () => {
        number += 1;
        return { 'x-number': String(number) };
      },
    });
    await signRequest(bucket, PUT);
    await signRequest(bucket, PUT);
    expect(asked.map(({ headers }) => headers.get('x-number'))).toEqual(['1', '2']);
  });

  it("goes by the platform's fetch as it is when it is called", async () => {
    const { fetch, asked } = ownServer(owner);
    const bucket = bucketSignedBy(PLACE, remoteSigner({ url: '/sign' }));
    vi.stubGlobal('fetch', fetch);
    await signRequest(bucket, PUT);
    expect(asked[0]?.url).toBe('/sign');
  });

  it('is not asked about what no browser can address, or what the store does not take', async () => {
    const { fetch, asked } = ownServer(owner);
    const signer = remoteSigner({ url: URL_OF_SERVER, fetch });
    const bucket = bucketSignedBy(PLACE, signer);
    for (const key of ['a/../b', '\ud800']) {
      for (const call of eachForm(bucket, { method: 'GET', key }).slice(0, 2))
        expect(await thrownBy(call())).toBeInstanceOf(UnsupportedError);
    }
    for (const expiresInSeconds of [0, 1.5, Number.NaN]) {
      expect(await thrownBy(presignUrl(bucket, PUT, { expiresInSeconds }))).toBeInstanceOf(ConfigError);
      expect(await thrownBy(signForm(bucket, { key: 'a' }, { expiresInSeconds }))).toBeInstanceOf(
        ConfigError,
      );
    }
    const withoutForms = bucketSignedBy({ store: b2, region: 'us-west-004', bucket: 'photos' }, signer);
    const error = await thrownBy(signForm(withoutForms, { key: 'a' }, LIFE));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect((error as Error).message).toContain('Backblaze B2');
    expect(asked).toEqual([]);
  });

  it('is not asked to prepare anything', async () => {
    const { bucket, asked } = signedBy(answerAll);
    await prepareBucket(bucket);
    expect(asked).toEqual([]);
  });
});

describe('a signature of a server', () => {
  it('is sent to the store, as putObject and sendRequest do', async () => {
    const { fetch } = ownServer(owner);
    const sent: [string, RequestInit | undefined][] = [];
    const bucket = bucketSignedBy(PLACE, remoteSigner({ url: '/sign', fetch }), {
      fetch: async (url, init) => {
        sent.push([String(url), init]);
        return new Response(null, { headers: { etag: '"x"' } });
      },
    });
    expect(await putObject(bucket, 'a.txt', 'hello', { contentType: 'text/plain' })).toEqual({ etag: '"x"' });
    const direct = await signRequest(owner, PUT);
    expect(sent[0]?.[0]).toBe(direct.url);
    expect(sent[0]?.[1]?.headers).toEqual(direct.headers);
  });

  it('has an empty trace, unless the server sends one', async () => {
    const request = { ...PUT, headers: { 'x-oss-server-side-encryption-customer-key': SECRET } };
    const silent = signedBy(answerAll).bucket;
    const empty = { canonicalRequest: null, stringToSign: '', signedHeaders: [] };
    expect((await signRequest(silent, request)).trace).toEqual(empty);
    expect((await presignUrl(silent, PUT, LIFE)).trace).toEqual(empty);

    const { url, headers, trace } = await signRequest(owner, request);
    const telling = signedBy(() => ({ url, headers, trace })).bucket;
    expect((await signRequest(telling, request)).trace).toEqual(trace);
  });

  it('shows no token or key in a trace, even where a careless server left it in', async () => {
    const request = { ...PUT, headers: { 'x-oss-server-side-encryption-customer-key': SECRET } };
    const careless = signedBy(async ({ body }) => {
      const answer = await answerSigningRequest(owner, body, () => true, {
        maxExpiresInSeconds: 604_800,
        dangerouslyAllowEndlessForms: true,
      });
      const text = JSON.stringify([
        answer.url,
        encodeURIComponent(TOKEN),
        TOKEN,
        encodeURIComponent(SECRET),
        SECRET,
      ]);
      return {
        ...answer,
        trace: { canonicalRequest: text, stringToSign: text, signedHeaders: ['x-oss-date'] },
      };
    }).bucket;
    for (const { trace } of [
      await signRequest(careless, request),
      await presignUrl(careless, request, LIFE),
    ]) {
      for (const secret of [TOKEN, encodeURIComponent(TOKEN), SECRET, encodeURIComponent(SECRET)]) {
        expect(JSON.stringify(trace)).not.toContain(secret);
      }
      expect(trace.stringToSign).toContain('<security token>');
      expect(trace.signedHeaders).toEqual(['x-oss-date']);
    }
  });

  it('is asked for once more when the store says that its credentials have ended', async () => {
    const { fetch, asked } = ownServer(owner);
    const answers = [
      new Response('<Error><Code>SecurityTokenExpired</Code></Error>', { status: 403 }),
      new Response('<Error><Code>SecurityTokenExpired</Code></Error>', { status: 403 }),
    ];
    const bucket = bucketSignedBy(PLACE, remoteSigner({ url: '/sign', fetch }), {
      fetch: async () => answers.shift() ?? new Response('too many'),
    });
    expect(await thrownBy(sendRequest(bucket, PUT))).toMatchObject({ code: 'ERR_HTTP' });
    expect([asked.length, answers.length]).toEqual([2, 0]);
  });
});

describe('those who ask for the same at the same time', () => {
  /** A server that answers when it is told to. */
  function slowServer() {
    const gates: (() => void)[] = [];
    const signals: AbortSignal[] = [];
    const made = signedBy(async (question) => {
      if (question.init.signal) signals.push(question.init.signal);
      await new Promise<void>((resolve) => gates.push(resolve));
      return answerAll(question);
    });
    const open = async () => {
      await vi.waitFor(() => expect(gates.length).toBeGreaterThan(0));
      for (const gate of gates.splice(0)) gate();
    };
    return { ...made, open, signals };
  }

  it('share one call, and only they', async () => {
    const { bucket, asked, open } = slowServer();
    const calls = [
      signRequest(bucket, PUT),
      signRequest(bucket, { ...PUT }),
      signRequest(bucket, { ...PUT, key: 'b.txt' }),
      presignUrl(bucket, PUT, LIFE),
      presignUrl(bucket, PUT, LIFE),
      presignUrl(bucket, PUT, { expiresInSeconds: 61 }),
      signForm(bucket, { key: 'a.txt' }, LIFE),
      signForm(bucket, { key: 'a.txt' }, LIFE),
    ];
    await vi.waitFor(() => expect(asked).toHaveLength(5));
    await open();
    const [first, second, other] = await Promise.all(calls);
    expect(second).toBe(first);
    expect(other).not.toEqual(first);
    // Nothing is remembered.
    const again = signRequest(bucket, PUT);
    await vi.waitFor(() => expect(asked).toHaveLength(6));
    await open();
    await again;
  });

  it('fail together, and are not remembered', async () => {
    let isBroken = true;
    const { bucket, asked } = signedBy((question) =>
      isBroken ? new Response('', { status: 500 }) : answerAll(question),
    );
    const errors = await Promise.all([
      thrownBy(signRequest(bucket, PUT)),
      thrownBy(signRequest(bucket, PUT)),
    ]);
    expect(errors[0]).toBe(errors[1]);
    expect(asked).toHaveLength(1);
    isBroken = false;
    await signRequest(bucket, PUT);
    expect(asked).toHaveLength(2);
  });

  it('leave one by one: the others go on waiting', async () => {
    const { bucket, asked, open, signals } = slowServer();
    const leaving = new AbortController();
    const left = thrownBy(signRequest(bucket, PUT, { signal: leaving.signal }));
    const stayed = signRequest(bucket, PUT);
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    const reason = new DOMException('enough', 'AbortError');
    leaving.abort(reason);
    expect(await left).toBe(reason);
    expect(signals[0]?.aborted).toBe(false);
    await open();
    expect((await stayed).url).toContain('/a.txt');
    expect(asked).toHaveLength(1);
  });

  it('end the call when the last one has left, and the next one asks anew', async () => {
    const { bucket, asked, open, signals } = slowServer();
    const leaving = [new AbortController(), new AbortController()];
    const reasons = [new Error('first'), new Error('second')];
    const left = leaving.map(({ signal }) => thrownBy(signRequest(bucket, PUT, { signal })));
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    leaving[0]?.abort(reasons[0]);
    expect(await left[0]).toBe(reasons[0]);
    expect(signals[0]?.aborted).toBe(false);
    leaving[1]?.abort(reasons[1]);
    expect(await left[1]).toBe(reasons[1]);
    expect(signals[0]?.aborted).toBe(true);
    const next = signRequest(bucket, PUT);
    await vi.waitFor(() => expect(asked).toHaveLength(2));
    await open();
    await next;
  });

  it('are not asked for by whoever has left before', async () => {
    const { bucket, asked } = signedBy(answerAll);
    const reason = new Error('enough');
    const signal = AbortSignal.abort(reason);
    expect(await thrownBy(signRequest(bucket, PUT, { signal }))).toBe(reason);
    expect(await thrownBy(presignUrl(bucket, PUT, { ...LIFE, signal }))).toBe(reason);
    const request = { ...PUT, location: bucket.location };
    expect(await thrownBy(bucket.signer.signHeaders(request, { signal: AbortSignal.abort(reason) }))).toBe(
      reason,
    );
    expect(
      await thrownBy(
        bucket.signer.renew(await signRequest(bucket, PUT), { signal: AbortSignal.abort(reason) }),
      ),
    ).toBe(reason);
    expect(asked).toHaveLength(1);
  });

  it('leave no timer behind', async () => {
    vi.useFakeTimers();
    await signRequest(signedBy(answerAll).bucket, PUT);
    await failureOf(signRequest(signedBy(() => new Response(null, { status: 500 })).bucket, PUT));
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a server that gives no signature', () => {
  const NOT_CORS = /The store was not asked, so this is not its CORS configuration/;

  it.each<readonly [string, (asked: Asked) => unknown, RegExp]>([
    [
      'refuses with a JSON message',
      () => Response.json({ message: 'Log in first' }, { status: 401 }),
      /answered 401 instead of a signature: "Log in first"/,
    ],
    [
      'refuses with a problem in JSON',
      () =>
        new Response('{"message":"No"}', {
          status: 400,
          headers: { 'content-type': 'application/problem+json; charset=utf-8' },
        }),
      /answered 400 instead of a signature: "No"/,
    ],
    [
      'refuses with text',
      () => new Response(' Not\n  yours ', { status: 403 }),
      /answered 403 instead of a signature: "Not yours"/,
    ],
    [
      'refuses with a page',
      () => new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
      /answered 502 instead of a signature\. The store/,
    ],
    [
      'refuses with nothing',
      () => new Response(null, { status: 500 }),
      /answered 500 instead of a signature\. The store/,
    ],
    [
      'refuses with JSON of another kind',
      () => Response.json(['no'], { status: 500 }),
      /answered 500 instead of a signature\. The store/,
    ],
    [
      'refuses with broken JSON',
      () => new Response('{"message":', { status: 500, headers: { 'content-type': 'application/json' } }),
      /answered 500 instead of a signature\. The store/,
    ],
    [
      'redirects where that can be seen',
      () => new Response(null, { status: 302, headers: { location: '/login' } }),
      /answered 302 instead of a signature/,
    ],
    [
      'cannot be reached',
      () => Promise.reject(new TypeError('Failed to fetch')),
      /could not be reached, or does not allow this origin/,
    ],
    [
      'breaks off',
      () => new Response(new ReadableStream({ pull: (stream) => stream.error(new TypeError('terminated')) })),
      /could not be reached, or does not allow this origin/,
    ],
    [
      'answers a page',
      () => new Response('<!doctype html>'),
      /answered text of 15 characters that is not JSON/,
    ],
  ])('%s', async (_, answer, words) => {
    const { bucket } = signedBy(answer);
    for (const call of eachForm(bucket)) {
      const { message } = await failureOf(call());
      expect(message).toMatch(words);
      expect(message).toMatch(NOT_CORS);
      expect(message).toContain('The signing server at https://app.example/sign ');
      expect(message).not.toContain('hidden');
    }
  });

  it('is quoted no longer than 200 characters, and no secret is cut in two', async () => {
    const said = async (message: string) => {
      const { bucket } = signedBy(() => Response.json({ message }, { status: 500 }));
      return /: "(.*)"\. The store/.exec((await failureOf(signRequest(bucket, PUT))).message)?.[1];
    };
    expect(await said('a '.repeat(100).trim())).toBe('a '.repeat(100).trim());
    expect(await said('a '.repeat(200))).toBe(`${'a '.repeat(99)}a…`);
    expect(await said(`${'a '.repeat(95)}${SECRET}`)).toBe(`${'a '.repeat(95)}<hidden>`);
    expect(await said('SignatureDoesNotMatch for users/anna/2026/holiday-photos')).toBe(
      'SignatureDoesNotMatch for users/anna/2026/holiday-photos',
    );
  });

  it('redirects as a page sees it', async () => {
    const opaque = new Response(null);
    Object.defineProperties(opaque, {
      type: { value: 'opaqueredirect' },
      status: { value: 0 },
      ok: { value: false },
    });
    const { message } = await failureOf(signRequest(signedBy(() => opaque).bucket, PUT));
    expect(message).toMatch(/redirects instead of signing/);
    expect(message).toMatch(NOT_CORS);
  });

  it('takes too long', async () => {
    vi.useFakeTimers();
    const signals: (AbortSignal | null | undefined)[] = [];
    for (const [options, limitMs] of [
      [{}, 10_000],
      [{ timeoutMs: 50 }, 50],
    ] as const) {
      const { bucket } = signedBy(({ init }) => {
        signals.push(init.signal);
        return new Promise(() => {});
      }, options);
      const failure = failureOf(signRequest(bucket, PUT));
      await vi.advanceTimersByTimeAsync(limitMs - 1);
      expect(signals.at(-1)?.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      const { message } = await failure;
      expect(message).toContain(`at https://app.example/sign gave no answer within ${limitMs} ms`);
      expect(message).toMatch(NOT_CORS);
      expect(signals.at(-1)?.aborted).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
    }
  });

  it('takes too long with its body, or the app with its headers', async () => {
    vi.useFakeTimers();
    const hanging = [
      signedBy(() => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))).bucket,
      signedBy(answerAll, { headers: () => new Promise(() => {}) }).bucket,
    ];
    const failures = hanging.map((bucket) => failureOf(signRequest(bucket, PUT)));
    await vi.advanceTimersByTimeAsync(10_000);
    for (const { message } of await Promise.all(failures))
      expect(message).toMatch(/gave no answer within 10000 ms/);
  });

  it('is named as the page resolves its URL, without the query', async () => {
    const { fetch } = serverWith(() => new Response(null, { status: 500 }));
    const named = async () =>
      (
        await failureOf(
          signRequest(bucketSignedBy(PLACE, remoteSigner({ url: 'sign?key=hidden', fetch })), PUT),
        )
      ).message;
    expect(await named()).toContain('The signing server at sign answered');
    vi.stubGlobal('location', { href: 'https://app.example/a/b?token=hidden' });
    expect(await named()).toContain('at https://app.example/a/sign answered');
    vi.stubGlobal('document', { baseURI: 'https://cdn.example/base/' });
    expect(await named()).toContain('at https://cdn.example/base/sign answered');
  });

  it('says so for real, over a socket', async () => {
    const server = createServer((_, response) => {
      response.writeHead(403, { 'content-type': 'application/json' }).end('{"message":"Not yours"}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sign`;
    const bucket = bucketSignedBy(PLACE, remoteSigner({ url }));
    expect((await failureOf(signRequest(bucket, PUT))).message).toContain(
      `${url} answered 403 instead of a signature: "Not yours"`,
    );
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    const refused = await failureOf(signRequest(bucket, PUT));
    expect(refused.message).toContain(`${url} could not be reached`);
    expect(refused.cause).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  });
});

describe('secrets', () => {
  const KEY = 'bWluZSBhbG9uZSwgdGhpcnR5LXR3byBieXRlcyBvZiBpdA==';
  const BEARER = 'Bearer of the app';
  const request = { ...PUT, headers: { 'x-oss-server-side-encryption-customer-key': KEY } };

  it.each<readonly [string, (asked: Asked) => unknown]>([
    [
      'an error of fetch that quotes the request',
      ({ init, url }) => Promise.reject(new TypeError(`${url} ${JSON.stringify(init)} ${init.body}`)),
    ],
    [
      'an error of fetch that holds the request',
      (asked) => Promise.reject(Object.assign(new Error('Network Error'), { config: asked })),
    ],
    [
      'an error answer that repeats it',
      ({ body, headers }) =>
        new Response(`${JSON.stringify(body)} ${headers.get('authorization')}`, { status: 400 }),
    ],
    [
      'an error answer that tells the keys of the server',
      () =>
        Response.json(
          {
            message: `${SECRET} ${TOKEN} wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY ${'0123456789abcdef'.repeat(4)}`,
          },
          { status: 500 },
        ),
    ],
    ['an answer that is no JSON', () => new Response(`${SECRET} ${TOKEN}`)],
    ['an answer that is no object', () => `${SECRET} ${TOKEN}`],
    [
      'an answer for another bucket',
      () => ({
        url: `https://other.example/a.txt?x-oss-signature=${SECRET}`,
        headers: { authorization: TOKEN, date: SECRET },
        expiresAt: TOKEN,
        fields: { signature: 5, file: SECRET },
        trace: SECRET,
      }),
    ],
    [
      'an answer for another key',
      () => ({ url: `https://photos.oss-cn-hangzhou.aliyuncs.com/b.txt?x-oss-signature=${SECRET}` }),
    ],
    ['an answer whose URL is none', () => ({ url: `${SECRET} ${TOKEN}` })],
    [
      'an answer whose URL has a password',
      () => ({ url: `https://user:${TOKEN.replaceAll('/', '')}@photos.oss-cn-hangzhou.aliyuncs.com/a.txt` }),
    ],
  ])('stay hidden in what becomes of %s', async (_, answer) => {
    const { bucket } = signedBy(answer, { headers: { Authorization: BEARER } });
    for (const call of eachForm(bucket, request)) {
      const shown = everything(await failureOf(call()));
      for (const secret of [
        KEY,
        BEARER,
        SECRET,
        TOKEN,
        TOKEN.replaceAll('/', ''),
        'wJalrXUtnFEMI',
        '0123456789abcdef',
        'key=hidden',
      ]) {
        expect(shown).not.toContain(secret);
      }
    }
  });

  it('in the query of its URL stay hidden, as they stand there and decoded, whatever that holds', async () => {
    const url = 'https://app.example/sign?key=a%20secret%2Fkey&broken=%E4%half-a-key';
    const { fetch } = serverWith(() =>
      Promise.reject(new Error('a secret/key, a%20secret%2Fkey, %E4%half-a-key')),
    );
    const bucket = bucketSignedBy(PLACE, remoteSigner({ url, fetch }));
    const error = await failureOf(signRequest(bucket, PUT));
    expect(error.cause).toMatchObject({ message: '<hidden>, <hidden>, <hidden>' });
    expect(everything(error)).not.toMatch(/secret|half-a-key/);
  });

  it('of the app stay hidden when its headers cannot be sent', async () => {
    for (const headers of [
      { 'x-a': `${TOKEN}\n` },
      { [`cookie: ${TOKEN}`]: '' },
      { 'x-a': 5 },
      new Headers({ a: TOKEN }),
      TOKEN,
      null,
    ]) {
      const given = (() => headers) as unknown as () => Record<string, string>;
      const error = await failureOf(signRequest(signedBy(answerAll, { headers: given }).bucket, PUT));
      expect(error.issues).toHaveLength(1);
      expect(everything(error)).not.toContain(TOKEN);
    }
  });

  it('are no part of the cause when the headers could not be had, which names its reason', async () => {
    const headers = () => Promise.reject(new Error('logged out'));
    const error = await failureOf(signRequest(signedBy(answerAll, { headers }).bucket, PUT));
    expect(error.message).toMatch(/headers for the signing server could not be had/);
    expect(error.cause).toMatchObject({ message: 'logged out' });
  });
});

describe('remoteSigner', () => {
  it.each([
    'https://app.example/sign',
    'http://127.0.0.1:8080/',
    '/sign',
    'sign',
    './sign?a=b',
    '//app.example/sign',
    '../sign',
  ])('takes the URL %s', (url) => {
    expect(remoteSigner({ url })).toHaveProperty('signHeaders');
  });

  it.each<readonly [string, unknown, string, string]>([
    ['url', undefined, 'missing', 'absent'],
    ['url', '', 'missing', '""'],
    ['url', new URL('https://app.example/sign'), 'invalid', 'an object'],
    ['url', 'ftp://app.example/sign', 'invalid', 'not shown'],
    ['url', 'https://', 'invalid', 'not shown'],
    ['url', `https://user:${SECRET.replaceAll('/', '')}@app.example/`, 'invalid', 'not shown'],
    ['timeoutMs', 0, 'invalid', '0'],
    ['timeoutMs', '5', 'invalid', '"5"'],
    ['timeoutMs', Number.NaN, 'invalid', 'NaN'],
    ['timeoutMs', Number.POSITIVE_INFINITY, 'invalid', 'Infinity'],
    ['headers', 'x', 'invalid', '"x"'],
    ['headers', null, 'invalid', 'null'],
    ['headers', new Headers(), 'invalid', 'an object'],
    ['credentials', 'all', 'invalid', '"all"'],
    ['wire', 'own', 'invalid', '"own"'],
    ['wire', {}, 'invalid', 'an object'],
    ['fetch', 'fetch', 'invalid', '"fetch"'],
  ])('finds in %s: %j', (field, value, code, shown) => {
    const options = { url: '/sign', [field]: value } as RemoteSignerOptions;
    let error: unknown;
    try {
      remoteSigner(options);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).issues).toMatchObject([{ code, path: field, value: shown }]);
  });

  it('finds all of it at once, and shows no secret', () => {
    let error: unknown;
    try {
      remoteSigner({
        ulr: SECRET,
        timeoutMs: -1,
        headers: { authorization: [TOKEN] },
      } as unknown as RemoteSignerOptions);
    } catch (thrown) {
      error = thrown;
    }
    const { issues } = error as ConfigError;
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ['unknown', 'ulr'],
      ['missing', 'url'],
      ['invalid', 'timeoutMs'],
      ['invalid', 'headers.authorization'],
    ]);
    expect(everything(error)).not.toContain(SECRET);
    expect(everything(error)).not.toContain(TOKEN);
  });

  it.each([undefined, null, 7])('finds that the options are %s', (options) => {
    expect(() => remoteSigner(options as unknown as RemoteSignerOptions)).toThrow(ConfigError);
  });
});
