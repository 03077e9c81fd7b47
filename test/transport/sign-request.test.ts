import { describe, expect, it } from 'vitest';
import { ConfigError, UnsupportedError } from '../../src/model/errors.js';
import { b2 } from '../../src/stores/b2.js';
import { oss } from '../../src/stores/oss.js';
import { r2 } from '../../src/stores/r2.js';
import type { SigningStore } from '../../src/stores/store.js';
import type { RequestBody } from '../../src/transport/body-type.js';
import type { FormRequest, ObjectRequest } from '../../src/transport/object-request.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, presignUrls, signForm, signRequest } from '../../src/transport/sign-request.js';
import { toFormData } from '../../src/transport/to-form-data.js';
import { NOW, thrownBy } from './buckets.js';
import { credentialsFor, PLACES, type Place, signingBucket } from './stores.js';

const PLACE: Place = { store: oss, region: 'cn-hangzhou', bucket: 'photos' };
const LIFE = { expiresInSeconds: 60 };
const bucket = signingBucket(PLACE);
const BODIES: readonly RequestBody[] = [
  new Blob(['x'], { type: 'image/png' }),
  'text',
  new URLSearchParams({ a: 'b' }),
  new Uint8Array(1),
  new Blob(['x']),
  null,
];

describe('presignUrls', () => {
  it.each(PLACES)(
    'gives what presignUrl gives, in order, and asks for credentials once, on %s',
    async (_, place) => {
      let asked = 0;
      const owner = signingBucket(place, {
        credentials: async () => {
          asked += 1;
          return credentialsFor(place.store);
        },
      });
      const requests = Array.from({ length: 50 }, (__, index) => ({
        method: index % 2 === 0 ? 'GET' : 'put',
        key: `dir/${index} é.txt`,
        query: index % 3 === 0 ? { versionId: String(index) } : {},
        headers: index % 5 === 0 ? { 'Content-Type': 'a/b' } : {},
      }));
      const many = await presignUrls(owner, requests, LIFE);
      expect(asked).toBe(1);
      const one = await Promise.all(requests.map((request) => presignUrl(owner, request, LIFE)));
      expect(many.map(({ url, headers, expiresAt }) => ({ url, headers, expiresAt }))).toEqual(
        one.map(({ url, headers, expiresAt }) => ({ url, headers, expiresAt })),
      );
      expect(many[1]?.trace).toEqual(one[1]?.trace);
    },
  );

  it('gives none for none, and asks for nothing', async () => {
    const quiet = signingBucket(PLACE, {
      credentials: () => {
        throw new Error('asked');
      },
    });
    expect(await presignUrls(quiet, [], LIFE)).toEqual([]);
  });

  it('lists what is wrong with all of them, and asks for nothing', async () => {
    const quiet = signingBucket(PLACE, {
      credentials: () => {
        throw new Error('asked');
      },
    });
    const requests = [
      { method: 'GET', key: 'a' },
      { method: '', key: 5 },
      undefined,
      { method: 'GET', key: 'a', headers: { date: 'now' } },
    ] as unknown as ObjectRequest[];
    const error = await thrownBy(presignUrls(quiet, requests, LIFE));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).issues.map(({ path }) => path)).toEqual([
      'requests[1].method',
      'requests[1].key',
      'requests[2].request',
      'requests[2].method',
      'requests[2].key',
      'requests[3].headers.date',
    ]);
  });

  it('names each request whose key no browser can address', async () => {
    const keys = ['a', 'x/../b', 'c', 'half \ud800'];
    const call = presignUrls(
      bucket,
      keys.map((key) => ({ method: 'GET', key })),
      LIFE,
    );
    const error = await thrownBy(call);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect((error as Error).message.split('\n')).toEqual([
      expect.stringMatching(/^requests\[1\]: .*segment/),
      expect.stringMatching(/^requests\[3\]: .*surrogate/),
    ]);
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('enough');
    const call = presignUrls(bucket, [{ method: 'GET', key: 'a' }], {
      ...LIFE,
      signal: AbortSignal.abort(reason),
    });
    expect(await thrownBy(call)).toBe(reason);
  });

  it('refuses a life that no scheme takes', async () => {
    for (const expiresInSeconds of [0, -1, 0.5, Number.NaN, 604_801]) {
      const call = presignUrls(bucket, [{ method: 'GET', key: 'a' }], { expiresInSeconds });
      expect(await thrownBy(call)).toMatchObject({ issues: [{ code: 'limit', path: 'expiresInSeconds' }] });
    }
  });
});

describe('presignUrl with a body', () => {
  const put = { method: 'PUT', key: 'a' };

  it.each<readonly [string, BodyInit, Record<string, string>]>([
    ['a typed Blob', new Blob(['x'], { type: 'image/png' }), { 'content-type': 'image/png' }],
    ['text', 'x', { 'content-type': 'text/plain;charset=UTF-8' }],
    ['bytes', new Uint8Array(1), {}],
  ])('signs the type that a browser adds to %s', async (_, body, headers) => {
    const options = { ...LIFE, body: body as Blob };
    const signed = await presignUrl(bucket, put, options);
    expect(signed.headers).toEqual(headers);
    expect(signed.url).toBe((await presignUrl(bucket, { ...put, headers }, LIFE)).url);
    const given = await presignUrl(bucket, { ...put, headers: { 'Content-Type': 'a/b' } }, options);
    expect(given.headers).toEqual({ 'content-type': 'a/b' });
  });

  it('refuses what has no type that is known before, with everything else that is wrong', async () => {
    const request = { ...put, headers: { date: 'now' } };
    const error = await thrownBy(
      presignUrl(bucket, request, { ...LIFE, body: new FormData() as unknown as Blob }),
    );
    expect((error as ConfigError).issues.map(({ path }) => path)).toEqual(['headers.date', 'body']);
    expect(
      await thrownBy(presignUrl(bucket, { method: 'get', key: 'a' }, { ...LIFE, body: 'x' })),
    ).toMatchObject({
      issues: [{ path: 'body', message: 'must be absent: no browser sends one with GET' }],
    });
  });
});

describe('signRequest with a body', () => {
  const put = { method: 'PUT', key: 'a' };

  it.each(PLACES)('signs what sendRequest sends, on %s', async (_, place) => {
    for (const body of BODIES) {
      const sent: RequestInit[] = [];
      const owner = signingBucket(place, {
        fetch: async (__, init = {}) => {
          sent.push(init);
          return new Response('');
        },
      });
      const signed = await signRequest(owner, put, { body });
      await sendRequest(owner, put, { body });
      expect(sent[0]?.headers).toEqual(signed.headers);
    }
  });

  it('leaves a type that is named as it is', async () => {
    const request = { ...put, headers: { 'Content-Type': 'a/b' } };
    const { headers } = await signRequest(bucket, request, { body: 'text' });
    expect(headers['content-type']).toBe('a/b');
    expect((await signRequest(bucket, put, { body: null })).headers).not.toHaveProperty('content-type');
  });

  it('refuses what has no type that is known before, and what is sent with no such method', async () => {
    const body = new FormData() as unknown as Blob;
    expect(await thrownBy(signRequest(bucket, put, { body }))).toMatchObject({ issues: [{ path: 'body' }] });
    const get = signRequest(bucket, { method: 'GET', key: 'a' }, { body: 'x' });
    expect(await thrownBy(get)).toMatchObject({ issues: [{ path: 'body' }] });
  });
});

describe('presignUrls with a body for each', () => {
  it.each(PLACES)('gives what presignUrl gives, on %s', async (_, place) => {
    const owner = signingBucket(place);
    const requests = BODIES.map((body, index) => ({ method: 'PUT', key: `${index}`, body }));
    const many = await presignUrls(owner, [...requests, { method: 'GET', key: 'none' }], LIFE);
    const one = await Promise.all(
      requests.map(({ body, ...request }) => presignUrl(owner, request, { ...LIFE, body })),
    );
    expect(many.slice(0, -1).map(({ url, headers }) => ({ url, headers }))).toEqual(
      one.map(({ url, headers }) => ({ url, headers })),
    );
    expect(many[0]?.headers).toEqual({ 'content-type': 'image/png' });
    expect(many.at(-1)?.headers).toEqual({});
  });

  it('lists what is wrong with each', async () => {
    const requests = [
      { method: 'PUT', key: 'a', body: new FormData() },
      { method: 'GET', key: 'a', body: 'x' },
      { method: 'PUT', key: 'a', bodies: 'x' },
    ] as unknown as ObjectRequest[];
    const error = await thrownBy(presignUrls(bucket, requests, LIFE));
    expect((error as ConfigError).issues.map(({ path }) => path)).toEqual([
      'requests[0].body',
      'requests[1].body',
      'requests[2].bodies',
    ]);
  });
});

describe('signForm', () => {
  it.each<readonly [SigningStore, string]>([
    [r2, 'https://account.r2.cloudflarestorage.com'],
    [b2, 'https://s3.us-west-004.backblazeb2.com'],
  ])('is refused by $title, by name and before anything is asked for', async (store, endpoint) => {
    const quiet = signingBucket(
      { store, endpoint, region: 'us-west-004', bucket: 'photos' },
      {
        credentials: () => {
          throw new Error('asked');
        },
      },
    );
    const error = await thrownBy(signForm(quiet, { key: 'a' }, LIFE));
    expect(error).toBeInstanceOf(UnsupportedError);
    expect((error as Error).message).toContain(store.title);
    expect((error as Error).message).toContain('presign a URL');
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['nothing', undefined, ['missing form']],
    ['text', 'a', ['invalid form']],
    ['an unknown field', { key: 'a', field: {} }, ['unknown field']],
    ['no key', {}, ['missing key']],
    ['fields that are lost', { key: 'a', fields: new Map([['acl', 'private']]) }, ['invalid fields']],
    ['conditions that are none', { key: 'a', conditions: [['eq', 'acl']] }, ['invalid conditions[0]']],
    [
      'all at once',
      { keys: 'a', fields: 1, conditions: 2 },
      ['unknown keys', 'missing key', 'invalid fields', 'invalid conditions'],
    ],
    [
      'what the scheme finds',
      { key: '', fields: { policy: 'x', Policy: 1 } },
      [
        'missing key',
        'invalid fields.policy',
        'invalid fields.Policy',
        'invalid fields.Policy',
        'invalid fields.Policy',
      ],
    ],
  ])('refuses %s', async (_, form, issues) => {
    const error = await thrownBy(signForm(bucket, form as FormRequest, LIFE));
    expect(error).toBeInstanceOf(ConfigError);
    expect((error as ConfigError).issues.map(({ code, path }) => `${code} ${path}`)).toEqual(issues);
  });

  it.each(PLACES)('makes what fetch can send, the file last, on %s', async (_, place) => {
    const form = await signForm(
      signingBucket(place),
      { key: 'a.png', fields: { 'Content-Type': 'image/png' } },
      LIFE,
    );
    const file = new File(['hello'], 'cat.png', { type: 'image/png' });
    const data = toFormData(form, file);
    expect([...data.keys()]).toEqual([...Object.keys(form.fields), 'file']);
    for (const [name, value] of Object.entries(form.fields)) expect(data.get(name)).toBe(value);
    const sent = await new Request(form.url, { method: 'POST', body: data }).formData();
    expect([...sent.keys()]).toEqual([...data.keys()]);
    const received = sent.get('file') as File;
    expect([received.name, received.type, await received.text()]).toEqual(['cat.png', 'image/png', 'hello']);
    expect(form.expiresAt === null || form.expiresAt > NOW).toBe(true);
  });

  it('gives the file another name where one is given', () => {
    const nameOf = (file: Blob, name?: string) =>
      (toFormData({ fields: {} }, file, name).get('file') as File).name;
    expect(nameOf(new File([], 'a'), 'b')).toBe('b');
    expect(nameOf(new File([], 'a'))).toBe('a');
    expect(nameOf(new Blob([]))).toBe('blob');
  });
});
