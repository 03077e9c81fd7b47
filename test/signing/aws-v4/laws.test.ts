import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, UnsupportedError } from '../../../src/model/errors.js';
import { signAwsV4Headers } from '../../../src/signing/aws-v4/sign-headers.js';
import { signAwsV4Url } from '../../../src/signing/aws-v4/sign-url.js';
import { encodeRfc3986 } from '../../../src/signing/encode-rfc3986.js';
import { objectUrl } from '../../../src/stores/object-url.js';

const SECRET = 'secret/of+the=fixture-0123456789';
const TOKEN = 'token/of+the==fixture//9876543210';
const keys = { accessKeyId: 'AKIDFIXTURE', secretAccessKey: SECRET, securityToken: TOKEN };
const context = { now: new Date('2026-05-24T10:00:00Z'), region: 'us-west-2' };
const endpoint = 'https://photos.s3.us-west-2.amazonaws.com';

const headerName = fc.stringMatching(/^x-[a-z][a-z0-9-]{0,12}$/).filter((name) => !name.startsWith('x-amz-'));
const headers = fc.uniqueArray(fc.tuple(headerName, fc.stringMatching(/^[!-~]{1,20}$/)), {
  selector: ([name]) => name,
  maxLength: 6,
});
const query = fc.uniqueArray(
  fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.string({ unit: 'grapheme' })),
  { selector: ([name]) => name, maxLength: 6 },
);
const withQuery = (entries: readonly (readonly [string, string])[]) =>
  `${endpoint}/a.txt?${entries.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
const shuffled = <T>(entries: readonly T[]) =>
  fc.shuffledSubarray([...entries], { minLength: entries.length });

/** A key that a browser can address: no segment of it is resolved away. */
const key = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => !text.split('/').some((part) => part === '.' || part === '..'));

describe('signing is blind to order and case', () => {
  it('of headers', async () => {
    const orders = headers.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries)));
    await fc.assert(
      fc.asyncProperty(orders, async ([entries, reordered]) => {
        const url = `${endpoint}/a.txt`;
        const upper = reordered.map(([name, value]) => [name.toUpperCase(), value]);
        const sign = async (list: (readonly string[])[]) => {
          const request = { method: 'PUT', url, headers: Object.fromEntries(list) as Record<string, string> };
          return {
            byHeaders: await signAwsV4Headers(request, keys, context),
            byUrl: await signAwsV4Url(request, keys, { ...context, expiresInSeconds: 60 }),
          };
        };
        expect(await sign(upper)).toEqual(await sign(entries));
      }),
    );
  });

  it('of query parameters', async () => {
    const orders = query.chain((entries) => fc.tuple(fc.constant(entries), shuffled(entries)));
    await fc.assert(
      fc.asyncProperty(orders, async ([entries, reordered]) => {
        const sign = async (url: string) => ({
          byHeaders: await signAwsV4Headers({ method: 'GET', url }, keys, context),
          byUrl: await signAwsV4Url({ method: 'GET', url }, keys, { ...context, expiresInSeconds: 60 }),
        });
        expect(await sign(withQuery(reordered))).toEqual(await sign(withQuery(entries)));
      }),
    );
  });

  it('but not to a value', async () => {
    const sign = (value: string) =>
      signAwsV4Headers({ method: 'GET', url: withQuery([['a', value]]) }, keys, context);
    expect((await sign('1')).headers.authorization).not.toBe((await sign('2')).headers.authorization);
  });
});

describe('the trace', () => {
  it('holds neither secret nor token nor signature', async () => {
    const printable = fc.stringMatching(/^[!-~]{16,60}$/);
    await fc.assert(
      fc.asyncProperty(printable, printable, key, async (secret, token, name) => {
        const credentials = { accessKeyId: 'AKIDFIXTURE', secretAccessKey: secret, securityToken: token };
        const url = `${endpoint}/${name.split('/').map(encodeURIComponent).join('/')}`;
        fc.pre(!url.includes(secret) && !url.includes(token) && !url.includes(encodeRfc3986(token)));
        // The token is sent: a secret that is part of it would be, too.
        fc.pre(![token, encodeRfc3986(token)].some((sent) => sent.includes(secret)));
        const byHeaders = await signAwsV4Headers({ method: 'GET', url }, credentials, context);
        const byUrl = await signAwsV4Url({ method: 'GET', url }, credentials, {
          ...context,
          expiresInSeconds: 60,
        });
        const signatures = [
          byHeaders.headers.authorization?.slice(-64) ?? '',
          new URL(byUrl.url).searchParams.get('X-Amz-Signature') ?? '',
        ];
        for (const { trace } of [byHeaders, byUrl]) {
          const text = [trace.canonicalRequest, trace.stringToSign, ...trace.signedHeaders].join('\n');
          for (const hidden of [
            secret,
            token,
            encodeRfc3986(token),
            encodeURIComponent(token),
            ...signatures,
          ]) {
            expect(text).not.toContain(hidden);
          }
          expect(text).toContain('<security token>');
        }
        expect(`${byHeaders.url}${JSON.stringify(byHeaders.headers)}${byUrl.url}`).not.toContain(secret);
        expect(byHeaders.url).not.toContain(encodeRfc3986(token));
      }),
    );
  });

  it('shows the whole canonical request when there is no token', async () => {
    const { accessKeyId, secretAccessKey } = keys;
    const signed = await signAwsV4Headers(
      { method: 'GET', url: `${endpoint}/a.txt` },
      { accessKeyId, secretAccessKey },
      context,
    );
    expect(signed.trace.canonicalRequest).not.toContain('security');
    expect(Object.keys(signed.headers)).not.toContain('x-amz-security-token');
  });
});

describe('the URL that is signed is the URL that is sent', () => {
  it.each([
    'a b.txt',
    'a+b',
    '100%',
    '%2e%2e/x',
    'f(1).txt',
    "!'()*~",
    'dir//file',
    '/leading',
    '//two',
    'ends/',
    '报告/季度.txt',
    '🎉/e\u0301.png',
    'a\\b',
    'a?b#c&d=e',
    '.hidden',
    'x/...',
    'tab\tnew\nline',
  ])('for the key %j', async (name) => {
    for (const addressing of ['path', 'virtual-host'] as const) {
      const url = objectUrl({ endpoint: new URL('https://s3.example'), bucket: 'photos', addressing }, name);
      const byHeaders = await signAwsV4Headers({ method: 'PUT', url }, keys, context);
      const byUrl = await signAwsV4Url({ method: 'PUT', url }, keys, { ...context, expiresInSeconds: 60 });
      for (const signed of [byHeaders, byUrl]) {
        const parsed = new URL(signed.url);
        expect(parsed.href).toBe(signed.url);
        expect(parsed.pathname).toBe(signed.trace.canonicalRequest.split('\n')[1]);
        const decoded = parsed.pathname.split('/').map(decodeURIComponent).join('/');
        expect(decoded).toBe(addressing === 'path' ? `/photos/${name}` : `/${name}`);
      }
    }
  });

  it('for any key', async () => {
    await fc.assert(
      fc.asyncProperty(key, fc.constantFrom('path', 'virtual-host'), async (name, addressing) => {
        const url = objectUrl({ endpoint: new URL('https://s3.example'), bucket: 'b', addressing }, name);
        const signed = await signAwsV4Headers({ method: 'GET', url }, keys, context);
        expect(signed.url).toBe(url);
        expect(new URL(signed.url).href).toBe(signed.url);
      }),
    );
  });

  it('whatever the encoding it came in', async () => {
    const sign = (path: string) =>
      signAwsV4Headers({ method: 'GET', url: `${endpoint}${path}` }, keys, context);
    const strict = await sign('/a%28b%29%21%2A%27%E6%8A%A5?x=%20&cors=');
    expect(await sign('/a(b)!*%27报?cors&x=%20')).toEqual(strict);
    expect(await sign("/a(b)!*'%e6%8a%a5?cors&x=%20#fragment")).toEqual(strict);
    expect(strict.url).toBe(`${endpoint}/a%28b%29%21%2A%27%E6%8A%A5?cors=&x=%20`);
  });

  it('with a plus that stays a plus', async () => {
    const signed = await signAwsV4Headers({ method: 'GET', url: `${endpoint}/a+b?x=1+2` }, keys, context);
    expect(signed.url).toBe(`${endpoint}/a%2Bb?x=1%2B2`);
  });

  it.each([
    ['https://s3.example:443/a', 's3.example', 'https://s3.example/a'],
    ['https://s3.example:9000/a', 's3.example:9000', 'https://s3.example:9000/a'],
    ['http://S3.Example:80/a', 's3.example', 'http://s3.example/a'],
    ['http://127.0.0.1:9000', '127.0.0.1:9000', 'http://127.0.0.1:9000/'],
  ])('%s signs the host %s', async (url, host, sent) => {
    const signed = await signAwsV4Headers({ method: 'GET', url }, keys, context);
    expect(signed.trace.canonicalRequest).toContain(`\nhost:${host}\n`);
    expect(signed.url).toBe(sent);
    expect(Object.keys(signed.headers)).not.toContain('host');
  });
});

describe('a URL that no browser can send is refused', () => {
  const bad = [
    '/.',
    '/..',
    '/a/../b',
    '/a/./b',
    '/a/%2e%2E/b',
    '/a/.%2e',
    '/100%',
    '/%zz',
    '/%e6%8a',
    '/a?x=%',
    '/a?%ff=1',
    '/a/\ud800',
    '/a?x=\ud800',
  ].map((path) => endpoint + path);
  it.each([
    ...bad,
    'ftp://s3.example/a',
    '/a',
    's3.example/a',
    '',
    'https://',
    'https://[/a',
    'https://a b/c',
  ])('%j', async (url) => {
    const request = { method: 'GET', url };
    await expect(signAwsV4Headers(request, keys, context)).rejects.toThrow(UnsupportedError);
    await expect(signAwsV4Url(request, keys, { ...context, expiresInSeconds: 60 })).rejects.toThrow(
      UnsupportedError,
    );
  });
});

describe('the life of a presigned URL', () => {
  const presign = (expiresInSeconds: number, expiration?: Date) =>
    signAwsV4Url(
      { method: 'GET', url: `${endpoint}/a` },
      { ...keys, ...(expiration === undefined ? {} : { expiration }) },
      { ...context, expiresInSeconds },
    );

  it.each([1, 604_800])('may be %d seconds', async (seconds) => {
    const { url, expiresAt } = await presign(seconds);
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe(String(seconds));
    expect(expiresAt.getTime() - context.now.getTime()).toBe(seconds * 1000);
  });

  it.each([0, -1, 1.5, 604_801, Number.NaN, Number.POSITIVE_INFINITY, '60' as unknown as number])(
    'may not be %s',
    async (seconds) => {
      const error = await presign(seconds).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as ConfigError).issues).toMatchObject([{ code: 'limit', path: 'expiresInSeconds' }]);
    },
  );

  it('ends with the credentials when they end first', async () => {
    const soon = new Date(context.now.getTime() + 60_000);
    expect((await presign(3600, soon)).expiresAt).toEqual(soon);
    expect((await presign(30, soon)).expiresAt).toEqual(new Date(context.now.getTime() + 30_000));
  });
});

describe('a URL', () => {
  const presigning = { ...context, expiresInSeconds: 60 };

  it('is presigned without a hash of the body, which it has no place for', async () => {
    const request = { method: 'PUT', url: `${endpoint}/a` };
    const hashed = { ...presigning, payloadHash: '0'.repeat(64) };
    const signed = await signAwsV4Url(request, keys, hashed);
    expect(signed).toEqual(await signAwsV4Url(request, keys, presigning));
    expect(signed.trace.canonicalRequest).toMatch(/\nUNSIGNED-PAYLOAD$/);
  });

  it.each([
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-Security-Token',
    'X-Amz-Signature',
    'X-Amz-SignedHeaders',
    'x-amz-signature',
    'X%2DAmz-Signature',
  ])('that carries %s already is not signed again, and not shown', async (name) => {
    const request = { method: 'GET', url: `${endpoint}/a?x=1&${name}=${encodeURIComponent(TOKEN)}` };
    for (const signing of [
      signAwsV4Headers(request, keys, context),
      signAwsV4Url(request, keys, presigning),
    ]) {
      const error = await signing.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnsupportedError);
      expect((error as UnsupportedError).message).toContain('signature already');
      expect((error as UnsupportedError).message).not.toContain(encodeURIComponent(TOKEN));
    }
  });

  it('may carry other x-amz- parameters, and names that only look like these', async () => {
    const url = `${endpoint}/a?X-Amz-Content-Sha256=UNSIGNED-PAYLOAD&X-Amz-Meta=1`;
    await expect(signAwsV4Headers({ method: 'GET', url }, keys, context)).resolves.toBeDefined();
  });

  it('is signed where there is no URL.canParse', async () => {
    const { canParse } = URL;
    try {
      Reflect.deleteProperty(URL, 'canParse');
      const signed = await signAwsV4Headers({ method: 'GET', url: `${endpoint}/a` }, keys, context);
      expect(signed.url).toBe(`${endpoint}/a`);
    } finally {
      URL.canParse = canParse;
    }
  });
});

describe('the trace of headers that hold a key', () => {
  it.each([
    'x-amz-server-side-encryption-customer-key',
    'X-Amz-Server-Side-Encryption-Customer-Key',
    'x-amz-copy-source-server-side-encryption-customer-key',
  ])('%s', async (name) => {
    const key = 'bWluZSBhbG9uZSwgdGhpcnR5LXR3byBieXRlcyBvZiBpdA==';
    const request = {
      method: 'PUT',
      url: `${endpoint}/a`,
      headers: { [name]: key, 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
    };
    const byHeaders = await signAwsV4Headers(request, keys, context);
    const byUrl = await signAwsV4Url(request, keys, { ...context, expiresInSeconds: 60 });
    expect(byHeaders.headers[name.toLowerCase()]).toBe(key);
    for (const { trace } of [byHeaders, byUrl]) {
      expect(trace.canonicalRequest).not.toContain(key);
      expect(trace.canonicalRequest).toContain(`\n${name.toLowerCase()}:<secret>\n`);
      expect(trace.canonicalRequest).toContain('customer-algorithm:AES256');
    }
  });
});
