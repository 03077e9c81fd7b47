import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { BucketOptions } from '../../src/client/bucket-options.js';
import { createBucket } from '../../src/client/create-bucket.js';
import { prepareBucket } from '../../src/client/prepare-bucket.js';
import { ConfigError, CredentialsError } from '../../src/model/errors.js';
import { aws } from '../../src/stores/aws.js';
import { cos } from '../../src/stores/cos.js';
import { gcs } from '../../src/stores/gcs.js';
import { oss } from '../../src/stores/oss.js';
import { ossV1 } from '../../src/stores/oss-v1.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { s3 } from '../../src/stores/s3.js';
import { spaces } from '../../src/stores/spaces.js';
import type { SigningStore } from '../../src/stores/store.js';
import { remoteSigner } from '../../src/transport/remote-signer.js';
import type { RequestSigner } from '../../src/transport/request-signer.js';
import { presignUrl, signForm, signRequest } from '../../src/transport/sign-request.js';
import { NOW, SECRET, TOKEN, thrownBy } from '../transport/buckets.js';

type Options = BucketOptions<SigningStore>;

const LONG_LIVED = { accessKeyId: 'AKIDFIXTURE', secretAccessKey: SECRET };
const TEMPORARY = { ...LONG_LIVED, securityToken: TOKEN, expiration: new Date('2026-11-21T11:00:00Z') };
const GOOD: Options = {
  store: aws,
  region: 'us-west-2',
  bucket: 'photos',
  credentials: TEMPORARY,
  now: () => NOW,
};
const GET = { method: 'GET', key: 'a' };
const TOKEN_REFUSED = ['invalid', 'credentials.securityToken', `a secret of ${TOKEN.length} characters`];

function errorFor(options: unknown): ConfigError {
  try {
    createBucket(options as Options);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return error as ConfigError;
  }
  throw new Error('The options were taken');
}

const found = (options: unknown) =>
  errorFor(options).issues.map(({ code, path, value }) => [code, path, value]);

afterEach(() => {
  vi.unstubAllGlobals();
});

/** The options without one of them. */
function without(name: keyof Options, options: Options = GOOD): Partial<Options> {
  return Object.fromEntries(Object.entries(options).filter(([key]) => key !== name));
}

describe('what signs', () => {
  const signer = remoteSigner({ url: '/sign' });

  it('is a signer or credentials', async () => {
    const bucket = createBucket({ ...(without('credentials') as Options), signer });
    expect(bucket.signer).toHaveProperty('signHeaders');
    expect((await signRequest(createBucket(GOOD), GET)).headers).toHaveProperty('authorization');
  });

  it('is not both', () => {
    expect(found({ ...GOOD, signer })).toEqual([['invalid', 'credentials', 'not shown']]);
    expect(found({ ...GOOD, signer, credentials: SECRET })).toEqual([
      ['invalid', 'credentials', 'not shown'],
    ]);
    expect(found({ ...GOOD, signer: {} })).toEqual([
      ['invalid', 'signer', 'an object'],
      ['invalid', 'credentials', 'not shown'],
    ]);
  });

  it('is not neither', () => {
    const { issues } = errorFor(without('credentials'));
    expect(issues).toMatchObject([{ code: 'missing', path: 'credentials', value: 'absent' }]);
    expect(issues[0]?.message).toContain('signer: remoteSigner({ url })');
  });

  it.each([
    [null, 'null'],
    ['/sign', '"/sign"'],
    [{ signHeaders: () => {} }, 'an object'],
    [remoteSigner, 'a function'],
  ])('is no %s', (given, shown) => {
    expect(found({ ...without('credentials'), signer: given })).toEqual([['invalid', 'signer', shown]]);
  });

  it('may be of the app itself, as it is', () => {
    const own: RequestSigner = {
      signHeaders: signer.signHeaders,
      signUrl: signer.signUrl,
      signForm: signer.signForm,
      renew: signer.renew,
    };
    expect(createBucket({ ...(without('credentials') as Options), signer: own }).signer).toBe(own);
  });
});

describe('long-lived keys', () => {
  const inPage = () => vi.stubGlobal('document', {});
  const inWorker = () => vi.stubGlobal('importScripts', () => {});

  it.each([
    ['a page', inPage],
    ['a worker', inWorker],
  ])('are refused in %s', (_, enter) => {
    enter();
    const { issues } = errorFor({ ...GOOD, credentials: LONG_LIVED });
    expect(issues).toMatchObject([{ code: 'dangerous', path: 'credentials', value: 'not shown' }]);
    expect(issues[0]?.message).toContain('dangerouslyAllowLongLivedKeys: true');
    expect(createBucket(GOOD).location.bucket).toBe('photos');
    expect(createBucket({ ...GOOD, credentials: () => LONG_LIVED }).location.bucket).toBe('photos');
  });

  it.each<readonly [string, BucketOptions['credentials']]>([
    ['a value', LONG_LIVED],
    ['a function', () => LONG_LIVED],
  ])('are taken in a page as %s by who says that they may be', async (_, credentials) => {
    inPage();
    const options = { ...GOOD, credentials: credentials ?? LONG_LIVED, dangerouslyAllowLongLivedKeys: true };
    expect((await signRequest(createBucket(options), GET)).headers.authorization).toContain('AKIDFIXTURE');
  });

  it.each([
    ['as they are', LONG_LIVED],
    ['as Alibaba spells them', { AccessKeyId: 'AKIDFIXTURE', AccessKeySecret: SECRET }],
    ['as JSON', JSON.stringify({ data: LONG_LIVED })],
  ])(
    'are refused in a page when a function returns them %s, as those that are a value',
    async (_, answer) => {
      inPage();
      const error = await thrownBy(signRequest(createBucket({ ...GOOD, credentials: () => answer }), GET));
      expect(error).toBeInstanceOf(CredentialsError);
      expect(String(error)).not.toContain(SECRET);
      const { issues } = error as CredentialsError;
      expect(issues).toEqual(errorFor({ ...GOOD, credentials: LONG_LIVED }).issues);
      for (const advice of ['an STS', 'remoteSigner({ url })', 'dangerouslyAllowLongLivedKeys: true']) {
        expect(issues[0]?.message).toContain(advice);
      }
    },
  );

  it.each<readonly [string, BucketOptions['credentials']]>([
    ['a value', LONG_LIVED],
    ['a function', () => LONG_LIVED],
  ])('are taken on a server as %s', async (_, credentials) => {
    const bucket = createBucket({ ...GOOD, credentials: credentials ?? LONG_LIVED });
    expect((await signRequest(bucket, GET)).headers.authorization).toContain('AKIDFIXTURE');
  });

  it('are all that QingStor has, so that a page lets a server sign', () => {
    const options = { ...GOOD, store: qingstor, region: 'pek3b' };
    expect(createBucket({ ...options, credentials: LONG_LIVED }).location.bucket).toBe('photos');
    inPage();
    for (const credentials of [LONG_LIVED, TEMPORARY, () => LONG_LIVED]) {
      const { issues } = errorFor({ ...options, credentials });
      const danger = issues.at(-1);
      expect(danger).toMatchObject({ code: 'dangerous', path: 'credentials', value: 'not shown' });
      expect(danger?.message).toContain('QingStor has no temporary ones');
      expect(danger?.message).toContain('signer: remoteSigner({ url })');
      expect(issues).toHaveLength(credentials === TEMPORARY ? 2 : 1);
      const allowed = { ...options, credentials, dangerouslyAllowLongLivedKeys: true };
      if (credentials === TEMPORARY) expect(found(allowed)).toEqual([TOKEN_REFUSED]);
      else expect(createBucket(allowed).location.bucket).toBe('photos');
    }
    expect(found({ ...options, credentials: undefined })).toEqual([
      ['missing', 'credentials', 'absent'],
      ['dangerous', 'credentials', 'not shown'],
    ]);
    const signer = remoteSigner({ url: '/sign' });
    expect(createBucket({ ...(without('credentials', options) as Options), signer }).location.bucket).toBe(
      'photos',
    );
  });

  it.each([
    ['QingStor', { store: qingstor, region: 'pek3b' }],
    ['Google Cloud Storage', { store: gcs }],
  ])('are all that %s takes, so that a token is refused', async (_, place) => {
    const options = { ...GOOD, ...place };
    expect(found({ ...options, credentials: TEMPORARY })).toEqual([TOKEN_REFUSED]);
    const bucket = createBucket<SigningStore>({ ...options, credentials: () => TEMPORARY });
    for (const call of [
      () => signRequest(bucket, GET),
      () => presignUrl(bucket, GET, { expiresInSeconds: 60 }),
      () => prepareBucket(bucket),
    ]) {
      const error = await thrownBy(call());
      expect(error).toBeInstanceOf(CredentialsError);
      expect(error).toMatchObject({ issues: [{ code: 'invalid', path: 'credentials.securityToken' }] });
      expect(String(error)).not.toContain(TOKEN);
    }
  });

  it('are not confused with temporary ones that have ended', () => {
    inPage();
    const ended = { ...TEMPORARY, expiration: new Date('2026-11-21T09:00:00Z') };
    expect(found({ ...GOOD, credentials: ended })).toEqual([
      ['expired', 'credentials.expiration', '2026-11-21T09:00:00.000Z'],
    ]);
  });
});

describe('an endpoint', () => {
  it.each([
    [{ store: aws, region: 'us-west-2' }, 'https://photos.s3.us-west-2.amazonaws.com'],
    [{ store: oss, region: 'cn-hangzhou' }, 'https://photos.oss-cn-hangzhou.aliyuncs.com'],
    [{ store: cos, region: 'ap-guangzhou' }, 'https://photos.cos.ap-guangzhou.myqcloud.com'],
    [{ store: qingstor, region: 'pek3b', credentials: LONG_LIVED }, 'https://pek3b.qingstor.com'],
  ] as const)('may be left out where the store has one for the region: %#', (options, origin) => {
    expect(createBucket<SigningStore>({ ...GOOD, ...options }).location.origin).toBe(origin);
  });

  it('is not made of a region that cannot be right', () => {
    for (const region of [undefined, '', 'US West', 5, 'oss-cn-hangzhou']) {
      expect(found({ ...GOOD, store: oss, region })).toMatchObject([
        [expect.any(String), 'region', expect.any(String)],
      ]);
    }
  });

  it('is not complained of when it is the region that holds the bucket', () => {
    expect(found({ ...GOOD, store: spaces, region: 'photos.nyc3' })).toEqual([
      ['invalid', 'region', '"photos.nyc3"'],
    ]);
  });

  it('is needed where the store has none', () => {
    expect(found({ ...GOOD, store: s3 })).toEqual([['missing', 'endpoint', 'absent']]);
  });

  it("is the bucket's own with addressing: 'custom-domain'", () => {
    const options = { ...GOOD, addressing: 'custom-domain', endpoint: 'https://files.example.com' } as const;
    expect(createBucket(options).location).toEqual({
      origin: 'https://files.example.com',
      host: 'files.example.com',
      bucketPath: '',
      bucket: 'photos',
      region: 'us-west-2',
    });
    const own = createBucket({ ...options, endpoint: 'https://photos.s3.us-west-2.amazonaws.com' });
    expect(own.location).toEqual(createBucket(GOOD).location);
    expect(found(without('endpoint', options))).toEqual([['missing', 'endpoint', 'absent']]);
    expect(found({ ...options, endpoint: 'https://s3.us-west-2.amazonaws.com/' })).toEqual([
      ['invalid', 'endpoint', '"https://s3.us-west-2.amazonaws.com"'],
    ]);
  });
});

describe('a region', () => {
  it.each([
    [ossV1, 'https://oss.example'],
    [cos, 'https://cos.example'],
  ])('may be left out where it is not signed and an endpoint is given: $title', (store, endpoint) => {
    const options = { ...without('region'), store, endpoint } as Options;
    expect(createBucket(options).location.region).toBe('');
    // What is given must be right all the same.
    expect(found({ ...options, region: 'oss-cn-hangzhou' })).toEqual([
      ['invalid', 'region', '"oss-cn-hangzhou"'],
    ]);
    expect(found(without('endpoint', options))).toEqual([['missing', 'region', 'absent']]);
  });

  it.each([
    [aws, 'https://s3.example'],
    [oss, 'https://oss.example'],
  ])('is needed where it is signed: $title', (store, endpoint) => {
    expect(found({ ...without('region'), store, endpoint })).toEqual([['missing', 'region', 'absent']]);
  });

  it('is without "oss-", which the name of the endpoint has', () => {
    const { issues } = errorFor({ ...GOOD, store: oss, region: 'oss-cn-hangzhou' });
    expect(issues[0]?.message).toBe('must be without "oss-": cn-hangzhou');
  });
});

describe('times and the rest', () => {
  it.each<readonly [string, unknown, string]>([
    ['refreshBeforeSeconds', 0, '0'],
    ['refreshBeforeSeconds', -1, '-1'],
    ['refreshBeforeSeconds', '300', '"300"'],
    ['refreshBeforeSeconds', Number.NaN, 'NaN'],
    ['refreshBeforeSeconds', Number.POSITIVE_INFINITY, 'Infinity'],
    ['credentialsTimeoutMs', 0, '0'],
    ['credentialsTimeoutMs', Number.POSITIVE_INFINITY, 'Infinity'],
    ['credentialsTimeoutMs', 2 ** 31, '2147483648'],
    ['shareCredentialsAs', '', '""'],
    ['shareCredentialsAs', 5, '5'],
    ['dangerouslyAllowLongLivedKeys', 'yes', '"yes"'],
    ['dangerouslyAllowLongLivedKeys', null, 'null'],
  ])('%s is not %j', (field, value, shown) => {
    expect(found({ ...GOOD, [field]: value })).toEqual([
      [value === '' ? 'missing' : 'invalid', field, shown],
    ]);
  });

  it('are taken', () => {
    const options = {
      refreshBeforeSeconds: 60,
      credentialsTimeoutMs: 2 ** 31 - 1,
      shareCredentialsAs: 'photos of anna',
      dangerouslyAllowLongLivedKeys: false,
    };
    expect(createBucket({ ...GOOD, ...options }).location.bucket).toBe('photos');
  });

  it('are told with everything else at once', () => {
    expect(
      found({
        store: oss,
        addressing: 'custom-domain',
        region: 'oss-cn-hangzhou',
        bucket: '',
        signer: 5,
        credentials: SECRET,
        refreshBeforeSeconds: 0,
        credentialsTimeoutMs: 0,
        shareCredentialsAs: '',
        dangerouslyAllowLongLivedKeys: 1,
        fetch: 2,
        now: 3,
        buckets: 'x',
      }).map(([code, path]) => `${code} ${path}`),
    ).toEqual([
      'unknown buckets',
      'missing endpoint',
      'missing bucket',
      'invalid region',
      'invalid signer',
      'invalid credentials',
      'invalid refreshBeforeSeconds',
      'invalid credentialsTimeoutMs',
      'missing shareCredentialsAs',
      'invalid dangerouslyAllowLongLivedKeys',
      'invalid fetch',
      'invalid now',
    ]);
  });
});

describe('a bucket', () => {
  it('warns of a signature that is being switched off', () => {
    expect(createBucket(GOOD).warnings).toEqual([]);
    expect(createBucket({ ...GOOD, store: ossV1 }).warnings).toMatchObject([
      { code: 'deprecated', path: 'store' },
    ]);
  });

  it.each<readonly [string, BucketOptions['credentials']]>([
    ['a value', TEMPORARY],
    ['a function', () => TEMPORARY],
  ])(
    'holds no secret and no token in the open, also after it has signed, with credentials as %s',
    async (_, credentials) => {
      const bucket = createBucket({ ...GOOD, credentials: credentials ?? TEMPORARY });
      await signRequest(bucket, GET);
      await presignUrl(bucket, GET, { expiresInSeconds: 60 });
      await signForm(bucket, { key: 'a' }, { expiresInSeconds: 60 });
      const shown = [
        JSON.stringify(bucket),
        inspect(bucket, { depth: 10 }),
        inspect(bucket, { depth: 10, showHidden: true, getters: true }),
        Object.values(bucket).map(String).join(),
      ].join('\n');
      for (const secret of [SECRET, TOKEN, 'AKIDFIXTURE']) expect(shown).not.toContain(secret);
    },
  );
});

describe('credentials that are a value', () => {
  const names = async (options: Partial<Options>, change: () => void): Promise<string[]> => {
    const bucket = createBucket({ ...GOOD, ...options });
    change();
    return Object.keys((await signRequest(bucket, GET)).headers);
  };

  it('are read when the bucket is made: what becomes of the object changes nothing', async () => {
    vi.stubGlobal('document', {});
    const flat: { securityToken?: string } & typeof LONG_LIVED = { ...LONG_LIVED, securityToken: TOKEN };
    expect(await names({ credentials: flat }, () => void delete flat.securityToken)).toContain(
      'x-amz-security-token',
    );
    const inner: Record<string, unknown> = {
      AccessKeyId: 'AKIDFIXTURE',
      SecretAccessKey: SECRET,
      SessionToken: TOKEN,
      Expiration: new Date('2026-11-21T11:00:00Z'),
    };
    const answer = { AssumeRoleResult: { Credentials: inner } } as unknown as Options['credentials'];
    const change = () => {
      delete inner.SessionToken;
      (inner.Expiration as Date).setTime(0);
    };
    expect(await names({ credentials: answer as never }, change)).toContain('x-amz-security-token');
  });

  it('are read once, so that they cannot be others for the check and for the signature', async () => {
    vi.stubGlobal('document', {});
    for (const reads of [0, 1, 2, 3, 4, 5]) {
      let left = reads;
      const changing = {
        ...LONG_LIVED,
        get securityToken() {
          left -= 1;
          return left >= 0 ? TOKEN : undefined;
        },
      } as unknown as NonNullable<Options['credentials']>;
      try {
        const bucket = createBucket({ ...GOOD, credentials: changing });
        expect(Object.keys((await signRequest(bucket, GET)).headers)).toContain('x-amz-security-token');
      } catch (error) {
        expect(error).toMatchObject({ issues: [{ code: 'dangerous', path: 'credentials' }] });
      }
    }
  });

  it('may hide their secret from a listing, as those of some SDKs do', async () => {
    const hiding = Object.defineProperty({ ...TEMPORARY }, 'secretAccessKey', { enumerable: false });
    expect((await signRequest(createBucket({ ...GOOD, credentials: hiding }), GET)).headers).toEqual(
      (await signRequest(createBucket(GOOD), GET)).headers,
    );
  });
});
