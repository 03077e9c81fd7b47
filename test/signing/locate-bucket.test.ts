import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/model/errors.js';
import { type BucketAddress, locateBucket } from '../../src/signing/locate-bucket.js';

const locate = (address: Partial<BucketAddress>) =>
  locateBucket({ endpoint: 'https://store.example', bucket: 'photos', addressing: 'path', ...address });

function issuesOf(call: () => unknown): ConfigError['issues'] {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).issues;
  }
  throw new Error('Nothing was thrown');
}

describe('locateBucket', () => {
  it.each([
    ['virtual-host', 'https://photos.store.example', 'photos.store.example', ''],
    ['path', 'https://store.example', 'store.example', '/photos'],
    ['custom-domain', 'https://store.example', 'store.example', ''],
  ] as const)('finds the bucket by %s', (addressing, origin, host, bucketPath) => {
    expect(locate({ addressing, region: 'us-west-2' })).toEqual({
      origin,
      host,
      bucketPath,
      bucket: 'photos',
      region: 'us-west-2',
    });
  });

  it.each(['virtual-host', 'path', 'custom-domain'] as const)(
    'finds the service itself by %s',
    (addressing) => {
      expect(locate({ addressing, bucket: '' })).toEqual({
        origin: 'https://store.example',
        host: 'store.example',
        bucketPath: '',
        bucket: '',
        region: '',
      });
    },
  );

  it.each([
    ['https://store.example:443', 'https://store.example', 'store.example'],
    ['http://store.example:80', 'http://store.example', 'store.example'],
    ['https://store.example:80', 'https://store.example:80', 'store.example:80'],
    ['http://store.example:443', 'http://store.example:443', 'store.example:443'],
    ['http://store.example:9000', 'http://store.example:9000', 'store.example:9000'],
    ['http://Store.Example:80/', 'http://store.example', 'store.example'],
    ['http://127.0.0.1:9000', 'http://127.0.0.1:9000', '127.0.0.1:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000', '[::1]:9000'],
    ['https://[2001:DB8:0:0::1]', 'https://[2001:db8::1]', '[2001:db8::1]'],
    ['https://[::1]:443', 'https://[::1]', '[::1]'],
  ])('has %s send the Host that a browser sends', (endpoint, origin, host) => {
    expect(locate({ endpoint })).toMatchObject({ origin, host });
  });

  it('keeps the port behind a bucket in the host', () => {
    expect(locate({ endpoint: 'http://store.example:9000', addressing: 'virtual-host' })).toMatchObject({
      origin: 'http://photos.store.example:9000',
      host: 'photos.store.example:9000',
    });
  });

  it('names the host as a browser does, for any port', () => {
    const port = fc.integer({ min: 1, max: 65_535 });
    const addressing = fc.constantFrom('virtual-host', 'path', 'custom-domain');
    fc.assert(
      fc.property(fc.constantFrom('http', 'https'), port, addressing, (scheme, number, form) => {
        const endpoint = `${scheme}://store.example:${number}`;
        const { origin, host } = locate({ endpoint, addressing: form });
        const sent = new URL(origin);
        expect(sent.origin).toBe(origin);
        expect(sent.host).toBe(host);
        expect(sent.port).toBe(new URL(endpoint).port);
      }),
    );
  });

  it('needs no URL.canParse, which older browsers have not', () => {
    const { canParse } = URL;
    try {
      Reflect.deleteProperty(URL, 'canParse');
      expect(locate({}).origin).toBe('https://store.example');
    } finally {
      URL.canParse = canParse;
    }
  });

  it.each(['', 'store.example', '/photos', 'https://', 'https://[/a', 'https://a b'])(
    'throws for the endpoint %j, which is no URL',
    (endpoint) => {
      expect(issuesOf(() => locate({ endpoint }))).toMatchObject([{ code: 'invalid', path: 'endpoint' }]);
    },
  );

  it('throws for a bucket that can be no part of a host name', () => {
    const issues = issuesOf(() => locate({ bucket: 'Photos', addressing: 'virtual-host' }));
    expect(issues).toMatchObject([{ path: 'bucket', value: '"Photos"' }]);
    expect(issues[0]?.message).toContain("'path'");
  });

  it('names everything that is missing or cannot be right', () => {
    for (const address of [undefined, null, {}]) {
      const issues = issuesOf(() => locateBucket(address as unknown as BucketAddress));
      expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
        'missing endpoint',
        'missing bucket',
        'missing addressing',
      ]);
    }
    const wrong = { endpoint: 5, bucket: {}, region: 7, addressing: 'host' } as unknown as BucketAddress;
    expect(issuesOf(() => locateBucket(wrong)).map(({ path }) => path)).toEqual([
      'endpoint',
      'bucket',
      'region',
      'addressing',
    ]);
  });
});
