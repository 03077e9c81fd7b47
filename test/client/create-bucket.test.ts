import { describe, expect, it } from 'vitest';
import type { BucketOptions } from '../../src/client/bucket-options.js';
import { createBucket } from '../../src/client/create-bucket.js';
import { ConfigError } from '../../src/model/errors.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';

const SECRET = 'fixtureSecret/0123456789+abcdefghijklmno';
const TOKEN = `fixtureToken//${'wEXAMPLE'.repeat(12)}==`;
const NOW = new Date('2026-11-21T10:00:00Z');
const GOOD: BucketOptions = {
  store: s3,
  endpoint: 'https://s3.us-west-2.amazonaws.com',
  region: 'us-west-2',
  bucket: 'photos',
  credentials: { accessKeyId: 'AKIDFIXTURE', secretAccessKey: SECRET, securityToken: TOKEN },
  now: () => NOW,
};

function errorFor(options: unknown): ConfigError {
  try {
    createBucket(options as BucketOptions);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  }
  throw new Error('The options were taken');
}

const found = (options: unknown) =>
  errorFor(options).issues.map(({ code, path, value }) => [code, path, value]);

describe('createBucket', () => {
  it('makes of the options what every call takes', () => {
    const bucket = createBucket(GOOD);
    expect(bucket).toMatchObject({
      store: s3,
      endpoint: 'https://s3.us-west-2.amazonaws.com',
      location: {
        origin: 'https://photos.s3.us-west-2.amazonaws.com',
        host: 'photos.s3.us-west-2.amazonaws.com',
        bucketPath: '',
        bucket: 'photos',
        region: 'us-west-2',
      },
      clockOffsetMs: 0,
      warnings: [],
    });
    expect(bucket.clock.now()).toBe(NOW);
    expect(Object.isFrozen(bucket)).toBe(true);
  });

  it('takes the addressing of the store unless it is told another', () => {
    for (const options of [{ store: ceph }, { addressing: 'path' }] as const) {
      const { location } = createBucket({ ...GOOD, ...options });
      expect(location.origin + location.bucketPath).toBe('https://s3.us-west-2.amazonaws.com/photos');
    }
    expect(createBucket({ ...GOOD, store: ceph, addressing: 'virtual-host' }).location).toEqual(
      createBucket(GOOD).location,
    );
  });

  it.each(['https://s3.example', 'https://s3.example/', 'http://127.0.0.1:9000', 'http://[::1]:7480'])(
    'takes the endpoint %s',
    (endpoint) => {
      const bucket = createBucket({ ...GOOD, endpoint, addressing: 'path' });
      expect(bucket.endpoint).toBe(new URL(endpoint).origin);
      expect(bucket.location.origin).toBe(bucket.endpoint);
    },
  );

  it.each(['auto', 'us-east-1', 'default', 'cn-north-1', 'my_region', 'zone-a_1'])(
    'takes the region %s',
    (region) => {
      expect(createBucket({ ...GOOD, region }).location.region).toBe(region);
    },
  );

  it('refuses a bucket that makes a host name of it that is none', () => {
    const { issues } = errorFor({ ...GOOD, bucket: 'xn--a' });
    expect(issues).toMatchObject([{ code: 'invalid', path: 'addressing' }]);
    expect(issues[0]?.message).toContain("give addressing: 'path'");
    expect(createBucket({ ...GOOD, bucket: 'xn--a', addressing: 'path' }).location.bucketPath).toBe('/xn--a');
  });

  it('asks for no credentials yet', () => {
    let asked = 0;
    const credentials = () => {
      asked += 1;
    };
    createBucket({ ...GOOD, credentials });
    expect(asked).toBe(0);
  });

  it("sends by the platform's fetch as it is when it is called", async () => {
    const original = globalThis.fetch;
    const { fetch } = createBucket(GOOD);
    const answer = new Response('later');
    globalThis.fetch = () => Promise.resolve(answer);
    try {
      expect(await fetch('http://127.0.0.1/')).toBe(answer);
    } finally {
      globalThis.fetch = original;
    }
  });
});

describe('createBucket finds', () => {
  it.each<readonly [field: string, value: unknown, code: string, shown: string]>([
    ['store', 's3', 'invalid', '"s3"'],
    ['store', undefined, 'missing', 'absent'],
    ['store', {}, 'invalid', 'an object'],
    ['endpoint', undefined, 'missing', 'absent'],
    ['endpoint', 's3.example', 'invalid', '"s3.example"'],
    ['endpoint', 'ftp://s3.example', 'invalid', '"ftp://s3.example"'],
    ['endpoint', new URL('https://s3.example'), 'invalid', 'an object'],
    ['endpoint', 'https://s3.example/photos', 'invalid', '"https://s3.example/photos"'],
    ['endpoint', 'https://s3.example/a?X-Amz-Signature=1f', 'invalid', '"https://s3.example/a"'],
    ['endpoint', 'https://s3.example/#x', 'invalid', '"https://s3.example/"'],
    ['endpoint', 'ftp://s3.example/?X-Amz-Signature=1f', 'invalid', '"ftp://s3.example/?…"'],
    ['endpoint', 'https://photos.s3.example', 'invalid', '"https://photos.s3.example"'],
    ['endpoint', `https://user:${SECRET.replaceAll('/', '')}@s3.example`, 'invalid', 'not shown'],
    ['endpoint', `ftp://user:${SECRET}@s3.example`, 'invalid', 'not shown'],
    ['region', undefined, 'missing', 'absent'],
    ['region', '', 'missing', '""'],
    ['region', 'US West', 'invalid', '"US West"'],
    ['region', 'us-west-2/s3', 'invalid', '"us-west-2/s3"'],
    ['region', 'us-west-', 'invalid', '"us-west-"'],
    ['bucket', '', 'missing', '""'],
    ['bucket', undefined, 'missing', 'absent'],
    ['bucket', 'a/b', 'invalid', '"a/b"'],
    ['bucket', '.', 'invalid', '"."'],
    ['bucket', 'x'.repeat(256), 'invalid', `"${'x'.repeat(79)}…"`],
    ['credentials', undefined, 'missing', 'absent'],
    ['credentials', null, 'invalid', 'null'],
    ['credentials', [], 'invalid', 'an array of 0'],
    ['credentials', SECRET, 'invalid', `text of ${SECRET.length} characters`],
    ['addressing', 'host', 'invalid', '"host"'],
    ['fetch', 'fetch', 'invalid', '"fetch"'],
    ['now', NOW, 'invalid', NOW.toISOString()],
    ['now', () => Date.now(), 'invalid', expect.stringMatching(/^a function that returns \d+$/)],
    ['now', () => new Date('soon'), 'invalid', 'a function that returns an invalid Date'],
    ['now', () => Promise.resolve(NOW), 'invalid', 'a function that returns an object'],
    [
      'now',
      () => {
        throw new Error('no clock');
      },
      'invalid',
      'a function that throws',
    ],
    ['region', 'us_', 'invalid', '"us_"'],
  ])('in %s: %j', (field, value, code, shown) => {
    expect(found({ ...GOOD, [field]: value })).toEqual([[code, field, shown]]);
  });

  it('an option that does not exist, and which was meant', () => {
    const { region, ...rest } = GOOD;
    const error = errorFor({ ...rest, regoin: region });
    expect(error.issues.map(({ code, path }) => [code, path])).toEqual([
      ['unknown', 'regoin'],
      ['missing', 'region'],
    ]);
    expect(error.message).toContain('did you mean "region"?');
  });

  it('everything in credentials that cannot be right', () => {
    const credentials = {
      accessKeyId: '',
      secretAccessKey: `${SECRET} `,
      securityToken: 5,
      expiration: '2026-11-21T09:00:00Z',
    };
    expect(found({ ...GOOD, credentials })).toEqual([
      ['missing', 'credentials.accessKeyId', '""'],
      ['invalid', 'credentials.secretAccessKey', `a secret of ${SECRET.length + 1} characters`],
      ['invalid', 'credentials.securityToken', 'a number, not shown'],
      ['expired', 'credentials.expiration', '"2026-11-21T09:00:00Z"'],
    ]);
  });

  it('all of it at once, and shows no secret', () => {
    const error = errorFor({
      store: 's3',
      endpoint: 'https://s3.example/photos',
      regoin: 'us-west-2',
      bucket: '',
      credentials: {
        AccessKeyId: 'A',
        SecretAccessKey: [SECRET],
        SessionToken: `${TOKEN}\n`,
        Expiration: SECRET,
      },
      adressing: 'path',
      secretAccessKey: SECRET,
    });
    expect(error.issues.map(({ path }) => path)).toEqual([
      'regoin',
      'adressing',
      'secretAccessKey',
      'store',
      'endpoint',
      'bucket',
      'region',
      'credentials.SecretAccessKey',
      'credentials.SessionToken',
      'credentials.Expiration',
    ]);
    const shown = `${error.message}${error.stack}${JSON.stringify(error)}`;
    expect(shown).not.toContain(SECRET.slice(0, 20));
    expect(shown).not.toContain(TOKEN.slice(0, 20));
  });

  it.each([undefined, null, 'bucket', 7])('that the options are %s', (options) => {
    expect(found(options)[0]).toMatchObject([expect.any(String), 'options', expect.any(String)]);
  });
});

describe('createBucket looks at endpoint, bucket and addressing together', () => {
  const DEFAULTED = 'absent, which is "virtual-host" here';

  it.each([
    [{ endpoint: 'http://127.0.0.1:9000' }, DEFAULTED, 'an IP address'],
    [{ endpoint: 'http://[::1]:7480', addressing: 'virtual-host' }, '"virtual-host"', 'an IP address'],
    [{ endpoint: 'http://2130706433:9000' }, DEFAULTED, 'an IP address'],
    [{ bucket: 'Photos' }, DEFAULTED, 'lower-case letters'],
    [{ bucket: 'my_photos' }, DEFAULTED, 'lower-case letters'],
    [{ bucket: 'photos-' }, DEFAULTED, 'lower-case letters'],
    [{ bucket: 'a..b' }, DEFAULTED, 'lower-case letters'],
    [{ bucket: 'a'.repeat(64) }, DEFAULTED, 'lower-case letters'],
    [{ bucket: 'photos.example' }, DEFAULTED, 'certificate'],
  ] as const)('and says of %j that the bucket cannot stand in the host', (options, value, why) => {
    const { issues } = errorFor({ ...GOOD, ...options });
    expect(issues).toMatchObject([{ code: 'invalid', path: 'addressing', value }]);
    expect(issues[0]?.message).toContain(why);
    expect(issues[0]?.message).toContain("give addressing: 'path'");
    for (const store of [s3, ceph]) {
      const { location } = createBucket({ ...GOOD, store, ...options, addressing: 'path' });
      expect(location.bucketPath).toBe(`/${location.bucket}`);
    }
  });

  it('and takes a host that begins like the bucket where that is not put before it', () => {
    const options = { ...GOOD, endpoint: 'https://files.example.com', bucket: 'files' };
    for (const taken of [{ addressing: 'path' }, { addressing: 'custom-domain' }, { store: ceph }] as const) {
      expect(createBucket({ ...options, ...taken }).location.host).toBe('files.example.com');
    }
    const { issues } = errorFor(options);
    expect(issues).toMatchObject([{ path: 'endpoint' }]);
    expect(issues[0]?.message).toContain("addressing: 'path'");
  });

  it('and takes what can be a host', () => {
    const hostOf = (options: Partial<BucketOptions>) => createBucket({ ...GOOD, ...options }).location.host;
    expect(hostOf({ endpoint: 'http://s3.example', bucket: 'a.b' })).toBe('a.b.s3.example');
    expect(hostOf({ endpoint: 'http://localhost:9000' })).toBe('photos.localhost:9000');
  });

  it('but says nothing of them together while one is wrong by itself', () => {
    expect(found({ ...GOOD, endpoint: 'http://127.0.0.1/x', bucket: 'my_photos' })).toEqual([
      ['invalid', 'endpoint', '"http://127.0.0.1/x"'],
    ]);
  });
});

describe('createBucket in an older WebView', () => {
  it('needs no URL.canParse', () => {
    const { canParse } = URL;
    try {
      Reflect.deleteProperty(URL, 'canParse');
      expect(createBucket(GOOD).location.bucket).toBe('photos');
      expect(found({ ...GOOD, endpoint: 'nowhere' })).toEqual([['invalid', 'endpoint', '"nowhere"']]);
    } finally {
      URL.canParse = canParse;
    }
  });
});
