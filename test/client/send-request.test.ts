import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { getObject } from '../../src/client/get-object.js';
import { type PutObjectOptions, putObject } from '../../src/client/put-object.js';
import type { CredentialInput } from '../../src/credentials/credential-source.js';
import { ConfigError, CredentialsError, HttpError, NetworkError } from '../../src/model/errors.js';
import { s3 } from '../../src/stores/s3.js';
import { readByUrl, sendRequest } from '../../src/transport/send-request.js';

const SECRET = 'fixtureSecret/0123456789+abcdefghijklmno';
const TOKEN = `fixtureToken//${'wEXAMPLE'.repeat(12)}==`;
const credentials = { accessKeyId: 'AKIDFIXTURE', secretAccessKey: SECRET, securityToken: TOKEN };

interface Sent {
  readonly url: string;
  readonly init: RequestInit;
}

/** A bucket whose requests are answered by `answer` and noted. */
function bucketWith(
  answer: (sent: Sent) => Response | Promise<Response>,
  given: CredentialInput = credentials,
) {
  const sent: Sent[] = [];
  const bucket = createBucket({
    store: s3,
    endpoint: 'https://s3.eu-west-1.example',
    region: 'eu-west-1',
    bucket: 'photos',
    credentials: given,
    now: () => new Date('2026-11-21T10:00:00Z'),
    fetch: async (url, init = {}) => {
      const request = { url: String(url), init };
      sent.push(request);
      return answer(request);
    },
  });
  return { bucket, sent };
}

async function thrownBy(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** All that a console shows of an error, and all that a log would keep. */
function everything(error: unknown): string {
  return inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error);
}

const PUT = {
  method: 'PUT',
  key: 'a b.txt',
  query: { partNumber: '1' },
  headers: { 'content-type': 'text/plain' },
};

describe('sendRequest', () => {
  it('sends what was signed, once, without cookies and caches', async () => {
    const { bucket, sent } = bucketWith(() => new Response('ok'));
    const response = await sendRequest(bucket, PUT, { body: new Uint8Array([1]) });
    expect(await response.text()).toBe('ok');
    expect(sent).toHaveLength(1);
    expect(sent[0]?.url).toBe('https://photos.s3.eu-west-1.example/a%20b.txt?partNumber=1');
    expect(sent[0]?.init).toMatchObject({
      method: 'PUT',
      credentials: 'omit',
      cache: 'no-store',
      body: new Uint8Array([1]),
      headers: {
        'content-type': 'text/plain',
        'x-amz-security-token': TOKEN,
        authorization: expect.stringContaining(
          'SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token',
        ),
      },
    });
  });

  it('gives what the store said when it refused', async () => {
    const body =
      '<Error><Code>AuthorizationHeaderMalformed</Code><Message>The region is wrong</Message><Region>us-west-2</Region><RequestId>R1</RequestId></Error>';
    const { bucket } = bucketWith(() => new Response(body, { status: 400 }));
    const error = await thrownBy(sendRequest(bucket, PUT));
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({
      status: 400,
      request: { method: 'PUT', url: 'https://photos.s3.eu-west-1.example/a%20b.txt' },
      answer: {
        serviceCode: 'AuthorizationHeaderMalformed',
        serviceMessage: 'The region is wrong',
        expectedRegion: 'us-west-2',
        requestId: 'R1',
      },
    });
  });

  it('gives the status when there is no more', async () => {
    const { bucket } = bucketWith(() => new Response(null, { status: 404 }));
    const error = await thrownBy(sendRequest(bucket, { method: 'HEAD', key: 'a' }));
    expect(error).toMatchObject({ status: 404, answer: { serviceCode: '', serviceMessage: '' } });
  });

  it('says that no answer could be read, with what diagnose() takes', async () => {
    const { bucket } = bucketWith(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = await thrownBy(sendRequest(bucket, PUT));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      cause: { name: 'TypeError', message: 'Failed to fetch' },
      request: { method: 'PUT', url: 'https://photos.s3.eu-west-1.example/a%20b.txt' },
      attempt: {
        method: 'PUT',
        key: 'a b.txt',
        headers: { 'content-type': 'text/plain' },
        signing: 'header',
        hasFailed: true,
      },
    });
  });

  it('carries the diagnosis of itself, which nobody prints', async () => {
    const { bucket } = bucketWith(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = (await thrownBy(sendRequest(bucket, PUT))) as NetworkError;
    // It gets as far as to look for a page.
    expect(await thrownBy(error.diagnose())).toMatchObject({ code: 'ERR_UNSUPPORTED' });
    expect(await thrownBy(error.diagnose({ timeoutMs: 0 }))).toMatchObject({
      issues: [{ path: 'timeoutMs' }],
    });
    expect(inspect(error)).not.toMatch(/signer|diagnose:/);
    const alone = new NetworkError(error.request, error.attempt);
    expect(await thrownBy(alone.diagnose())).toMatchObject({
      code: 'ERR_UNSUPPORTED',
      message: expect.stringContaining('diagnose(bucket, error.attempt)'),
    });
  });

  it('passes an abort through as it is', async () => {
    const reason = new DOMException('enough', 'AbortError');
    const controller = new AbortController();
    const { bucket } = bucketWith(({ init }) => {
      controller.abort(reason);
      init.signal?.throwIfAborted();
      return new Response('too late');
    });
    expect(await thrownBy(sendRequest(bucket, PUT, { signal: controller.signal }))).toBe(reason);
  });

  it('passes what the credentials say through, and sends nothing', async () => {
    const refused = new CredentialsError('No', []);
    const { bucket, sent } = bucketWith(
      () => new Response(''),
      () => Promise.reject(refused),
    );
    for (const send of [sendRequest, readByUrl]) expect(await thrownBy(send(bucket, PUT))).toBe(refused);
    expect(sent).toEqual([]);
  });
});

describe('readByUrl', () => {
  it('carries the signature in the URL and none in the headers', async () => {
    const { bucket, sent } = bucketWith(() => new Response('ok'));
    expect(await readByUrl(bucket, { method: 'GET', key: '', query: { cors: '' } })).toBe('ok');
    const url = new URL(sent[0]?.url ?? '');
    expect(url.searchParams.get('X-Amz-Security-Token')).toBe(TOKEN);
    expect(url.searchParams.get('X-Amz-Expires')).toBe('60');
    expect(sent[0]?.init.headers).toEqual({});
  });
});

describe('no error holds query, token, signature or secret', () => {
  it.each([
    ['a refusal', () => new Response('<Error><Code>X</Code></Error>', { status: 403 })],
    ['no answer', () => Promise.reject(new TypeError('Failed to fetch'))],
  ])('for %s', async (_, answer) => {
    for (const send of [sendRequest, readByUrl]) {
      const { bucket, sent } = bucketWith(answer);
      const shown = everything(await thrownBy(send(bucket, PUT)));
      const { url = '', init } = sent[0] ?? {};
      const signature = /Signature=([0-9a-f]{64})/.exec(`${url} ${JSON.stringify(init?.headers)}`)?.[1];
      expect(signature).toHaveLength(64);
      expect(shown).not.toContain(signature);
      for (const hidden of [SECRET, TOKEN, encodeURIComponent(TOKEN), 'partNumber', 'X-Amz', 'AWS4-HMAC']) {
        expect(shown).not.toContain(hidden);
      }
    }
  });
});

describe('putObject and getObject', () => {
  const type = async (
    ...rest: Parameters<typeof putObject> extends [unknown, unknown, ...infer R] ? R : never
  ) => {
    const { bucket, sent } = bucketWith(() => new Response(null, { headers: { etag: '"x"' } }));
    expect(await putObject(bucket, 'a', ...rest)).toEqual({ etag: '"x"' });
    return { headers: sent[0]?.init.headers as Record<string, string>, body: sent[0]?.init.body };
  };

  it('send the type that is signed, the body as bytes', async () => {
    const { headers, body } = await type('é');
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(body).toEqual(new TextEncoder().encode('é'));
    expect((await type(new Blob(['x'], { type: 'image/png' }))).headers['content-type']).toBe('image/png');
    expect((await type(new Blob(['x']))).headers['content-type']).toBe('application/octet-stream');
    const given = await type('x', { contentType: 'text/css', headers: { 'x-amz-meta-a': '1' } });
    expect(given.headers).toMatchObject({ 'content-type': 'text/css', 'x-amz-meta-a': '1' });
  });

  it('take the type from the headers too', async () => {
    const png = new Blob(['x'], { type: 'image/png' });
    for (const options of [
      { headers: { 'Content-Type': 'text/css' } },
      { headers: { 'Content-Type': 'text/css' }, contentType: 'text/css' },
      { headers: { 'content-type': 'text/css' } },
    ]) {
      const { headers } = await type(png, options);
      const types = Object.entries(headers).filter(([name]) => /^content-type$/i.test(name));
      expect(types).toEqual([['content-type', 'text/css']]);
    }
  });

  it('refuse two types, unknown options and what no browser sends, all at once', async () => {
    const { bucket, sent } = bucketWith(() => new Response(null));
    const options = {
      contentTyp: 'image/png',
      contentType: 'image/png',
      headers: { 'Content-Type': 'image/gif', date: 'now' },
    };
    const error = await thrownBy(putObject(bucket, 'a', 'x', options));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).issues.map(({ code, path }) => [code, path])).toEqual([
      ['unknown', 'contentTyp'],
      ['invalid', 'headers.Content-Type'],
      ['invalid', 'headers.date'],
    ]);
    expect((error as ConfigError).message).toContain('did you mean "contentType"?');
    expect(sent).toEqual([]);
  });

  it.each([null, 'x', new Headers({ 'content-type': 'a/b' })])(
    'refuse headers that are %s',
    async (headers) => {
      const { bucket } = bucketWith(() => new Response(null));
      const options = { headers, contentType: 'image/png' } as unknown as PutObjectOptions;
      expect(await thrownBy(putObject(bucket, 'a', 'x', options))).toMatchObject({
        issues: [{ path: 'headers' }],
      });
    },
  );

  it('read what is there', async () => {
    const { bucket, sent } = bucketWith(() => new Response('content'));
    expect(await (await getObject(bucket, 'dir/a')).text()).toBe('content');
    expect(sent[0]).toMatchObject({
      url: 'https://photos.s3.eu-west-1.example/dir/a',
      init: { method: 'GET' },
    });
  });
});

describe('an empty key', () => {
  it('is refused by what is about objects: it would make or list a bucket', async () => {
    const { bucket, sent } = bucketWith(() => new Response(''));
    for (const thrown of [
      await thrownBy(putObject(bucket, '', 'a')),
      await thrownBy(getObject(bucket, '')),
    ]) {
      expect(thrown).toMatchObject({ code: 'ERR_CONFIG', issues: [{ path: 'key' }] });
    }
    expect(sent).toEqual([]);
  });
});
