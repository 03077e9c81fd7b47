import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/errors.js';
import type { ObjectRequest } from '../../src/transport/object-request.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, signRequest } from '../../src/transport/sign-request.js';
import { bucketWith, TOKEN, thrownBy } from './buckets.js';

const { bucket } = bucketWith(() => new Response('ok'));

/** The issues of a request, the same whether it is signed in its headers, in its URL, or sent. */
async function issuesOf(request: unknown) {
  const given = request as ObjectRequest;
  const errors = await Promise.all([
    thrownBy(signRequest(bucket, given)),
    thrownBy(presignUrl(bucket, given, { expiresInSeconds: 60 })),
    thrownBy(sendRequest(bucket, given)),
  ]);
  const [first, ...others] = errors.map((error) => {
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  });
  for (const other of others) expect(other.issues).toEqual(first?.issues);
  return first?.issues ?? [];
}

const GET = { method: 'GET', key: 'a' };
const withHeaders = (headers: unknown) => ({ ...GET, headers }) as ObjectRequest;

describe('what is signed is what is sent', () => {
  it.each([
    ['put', 'PUT'],
    ['Delete', 'DELETE'],
    ['head', 'HEAD'],
    // `fetch` leaves every other method as it is.
    ['patch', 'patch'],
  ])('the method %s as %s', async (method, sentAs) => {
    const { bucket: noted, sent } = bucketWith(() => new Response('ok'));
    const signed = await signRequest(noted, { method, key: 'a' });
    expect(signed.trace.canonicalRequest?.split('\n')[0]).toBe(sentAs);
    expect(new Request('https://s3.example/', { method }).method).toBe(sentAs);
    await sendRequest(noted, { method, key: 'a' });
    expect(sent[0]?.init.method).toBe(sentAs);
  });

  it('every header that is taken, byte for byte', async () => {
    const name = fc
      .stringMatching(/^[a-z!#$%&'*+.^_`|~-]{1,12}$/)
      .filter((text) => !/^(sec|proxy)-/.test(text));
    const value = fc.string({
      unit: fc.oneof(fc.constant('\t'), fc.stringMatching(/^[ -~]$/)),
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(fc.dictionary(name, value), async (headers) => {
        const signed = await signRequest(bucket, withHeaders(headers)).catch(() => undefined);
        fc.pre(signed !== undefined);
        const sent = new Request('https://s3.example/', { headers: signed?.headers ?? {} }).headers;
        for (const [key, given] of Object.entries(headers)) {
          const line = signed?.trace.canonicalRequest?.split('\n').find((text) => text.startsWith(`${key}:`));
          expect(line).toBe(`${key}:${sent.get(key)?.replace(/ +/g, ' ')}`);
          expect(sent.get(key)).toBe(given.replace(/^[\t ]+|[\t ]+$/g, ''));
        }
      }),
    );
  });
});

describe('a request that no browser sends as it is', () => {
  it.each(['User-Agent', 'user-agent', 'USER-AGENT'])(
    'has a header %s, which some send their own of',
    async (name) => {
      const issues = await issuesOf(withHeaders({ [name]: 'mine' }));
      expect(issues).toMatchObject([{ code: 'invalid', path: `headers.${name}` }]);
      expect(issues[0]?.message).toContain('some browsers');
    },
  );

  it.each([
    ['an unknown field', { ...GET, body: 'x' }, [['unknown', 'body']]],
    ['no method', { key: 'a' }, [['missing', 'method']]],
    ['an empty method', { method: '', key: 'a' }, [['invalid', 'method']]],
    ['a method that is no token', { method: 'GET /', key: 'a' }, [['invalid', 'method']]],
    ['a method that browsers refuse', { method: 'Trace', key: 'a' }, [['invalid', 'method']]],
    ['no key', { method: 'GET' }, [['missing', 'key']]],
    ['a key that is no text', { method: 'GET', key: 5 }, [['invalid', 'key']]],
    [
      'a header name that objects lose',
      { ...GET, headers: JSON.parse('{"__proto__":"x"}') },
      [['invalid', 'headers.__proto__']],
    ],
    ['a query that is none', { ...GET, query: 'cors' }, [['invalid', 'query']]],
    ['a query with a number', { ...GET, query: { partNumber: 1 } }, [['invalid', 'query.partNumber']]],
    ['URLSearchParams', { ...GET, query: new URLSearchParams('a=b') }, [['invalid', 'query']]],
    ['null for headers', withHeaders(null), [['invalid', 'headers']]],
    ['Headers', withHeaders(new Headers({ a: 'b' })), [['invalid', 'headers']]],
    ['a header without a name', withHeaders({ '': 'x' }), [['invalid', 'headers.…']]],
    ['a name with a space', withHeaders({ 'content type': 'x' }), [['invalid', 'headers.content…']]],
    ['a header twice', withHeaders({ 'x-a': '1', 'X-A': '1' }), [['invalid', 'headers.X-A']]],
    ['a value that is no text', withHeaders({ 'x-a': 1 }), [['invalid', 'headers.x-a']]],
    ['a value that is absent', withHeaders({ 'x-a': undefined }), [['invalid', 'headers.x-a']]],
    [
      'nothing',
      undefined,
      [
        ['missing', 'request'],
        ['missing', 'method'],
        ['missing', 'key'],
      ],
    ],
  ])('%s', async (_, request, expected) => {
    expect((await issuesOf(request)).map(({ code, path }) => [code, path])).toEqual(expected);
  });

  it.each([
    'Date',
    'content-length',
    'Cookie',
    'host',
    'origin',
    'accept-encoding',
    'sec-fetch-mode',
    'Proxy-Authorization',
  ])('the header %s, which it sets itself', async (name) => {
    const [issue] = await issuesOf(withHeaders({ [name]: TOKEN }));
    expect(issue).toMatchObject({ path: `headers.${name}`, message: expect.stringContaining('browser') });
  });

  it.each(['Authorization', 'x-amz-date', 'X-Amz-Content-Sha256', 'x-amz-security-token'])(
    'the header %s, which the signature sets',
    async (name) => {
      const [issue] = await issuesOf(withHeaders({ [name]: TOKEN }));
      expect(issue).toMatchObject({ path: `headers.${name}`, message: expect.stringContaining('signature') });
    },
  );

  it.each(['é', '图', 'a\nb', 'a\rb', 'a\0b', '\x7f', 'a\u2028'])('the header value %j', async (value) => {
    const [issue, ...more] = await issuesOf(withHeaders({ 'x-amz-meta-a': value }));
    expect(more).toEqual([]);
    expect(issue).toMatchObject({
      path: 'headers.x-amz-meta-a',
      value: `text of ${value.length} characters, not shown`,
      message: expect.stringContaining('printable ASCII'),
    });
  });

  it('all of it at once, and shows no value of a header', async () => {
    const { bucket: quiet, sent } = bucketWith(() => new Response('ok'), {
      credentials: () => {
        throw new Error('asked');
      },
    });
    const request = {
      method: '',
      key: 'a',
      hedaers: {},
      headers: {
        'x-amz-server-side-encryption-customer-key': `${TOKEN}é`,
        [`cookie: ${TOKEN}`]: '',
        date: TOKEN,
        'x-a': [TOKEN],
      },
    };
    const error = (await thrownBy(sendRequest(quiet, request as unknown as ObjectRequest))) as ConfigError;
    expect(error.issues.map(({ path }) => path)).toEqual([
      'hedaers',
      'method',
      'headers.x-amz-server-side-encryption-customer-key',
      'headers.cookie…',
      'headers.date',
      'headers.x-a',
    ]);
    expect(`${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain(TOKEN.slice(0, 12));
    expect(sent).toEqual([]);
  });
});
