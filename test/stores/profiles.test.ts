import { describe, expect, it } from 'vitest';
import * as sdk from '../../src/index.js';
import type { SigningStore } from '../../src/stores/store.js';

const { aws, b2, ceph, cos, gcs, minio, oss, ossV1, qingstor, r2, s3, spaces, wasabi } = sdk;

/** Each store with its public endpoint for a region, its habits, and which scheme signs. */
const PROFILES: readonly (readonly [
  title: string,
  store: SigningStore,
  region: string,
  endpoint: string | undefined,
  addressing: string,
  defaultRegion: string | undefined,
  signs: string,
])[] = [
  [
    'Amazon S3',
    aws,
    'eu-west-1',
    'https://s3.eu-west-1.amazonaws.com',
    'virtual-host',
    undefined,
    'x-amz-date',
  ],
  ['S3', s3, 'eu-west-1', undefined, 'virtual-host', undefined, 'x-amz-date'],
  ['Ceph RGW', ceph, 'default', undefined, 'path', undefined, 'x-amz-date'],
  ['MinIO', minio, 'us-east-1', undefined, 'path', 'us-east-1', 'x-amz-date'],
  ['Cloudflare R2', r2, 'auto', undefined, 'path', 'auto', 'x-amz-date'],
  [
    'Wasabi',
    wasabi,
    'eu-central-1',
    'https://s3.eu-central-1.wasabisys.com',
    'virtual-host',
    undefined,
    'x-amz-date',
  ],
  [
    'DigitalOcean Spaces',
    spaces,
    'nyc3',
    'https://nyc3.digitaloceanspaces.com',
    'virtual-host',
    undefined,
    'x-amz-date',
  ],
  [
    'Backblaze B2',
    b2,
    'us-west-004',
    'https://s3.us-west-004.backblazeb2.com',
    'virtual-host',
    undefined,
    'x-amz-date',
  ],
  [
    'Alibaba Cloud OSS',
    oss,
    'cn-hangzhou',
    'https://oss-cn-hangzhou.aliyuncs.com',
    'virtual-host',
    undefined,
    'x-oss-date',
  ],
  [
    'Alibaba Cloud OSS (signature V1)',
    ossV1,
    'cn-hangzhou',
    'https://oss-cn-hangzhou.aliyuncs.com',
    'virtual-host',
    undefined,
    'x-oss-date',
  ],
  [
    'Tencent Cloud COS',
    cos,
    'ap-guangzhou',
    'https://cos.ap-guangzhou.myqcloud.com',
    'virtual-host',
    undefined,
    'x-cos-security-token',
  ],
  ['Google Cloud Storage', gcs, 'auto', 'https://storage.googleapis.com', 'path', 'auto', 'x-amz-date'],
  ['QingStor', qingstor, 'pek3b', 'https://pek3b.qingstor.com', 'path', undefined, 'x-qs-date'],
];

const WITHOUT_FORMS: readonly SigningStore[] = [r2, b2, gcs];

describe.each(PROFILES)('%s', (title, store, region, endpoint, addressing, defaultRegion, signs) => {
  it('has its title, its endpoint and its habits', () => {
    expect(store.title).toBe(title);
    expect(store.endpointOf?.(region)).toBe(endpoint);
    expect(store.defaultAddressing).toBe(addressing);
    expect(store.defaultRegion).toBe(defaultRegion);
    expect(store.signer.headerNames).toContain(signs);
  });

  it('takes forms, unless it is R2, B2 or Google', () => {
    expect(store.signer.signForm === undefined).toBe(WITHOUT_FORMS.includes(store));
  });

  it('knows temporary credentials, unless it is QingStor or Google', () => {
    expect(store.signer.takesToken).toBe(store !== qingstor && store !== gcs);
  });

  it('warns only of the signature that is being switched off', () => {
    expect(store.signer.warnings.map(({ code }) => code)).toEqual(store === ossV1 ? ['deprecated'] : []);
  });

  it('reads an error answer of its own kind', async () => {
    const body =
      store === qingstor ? '{"code":"object_not_exists"}' : '<Error><Code>NoSuchKey</Code></Error>';
    expect((await store.readError(body, new Headers())).kind).toBe('no-object');
  });
});

it('Amazon S3 in China has an address of its own', () => {
  expect(aws.endpointOf?.('cn-north-1')).toBe('https://s3.cn-north-1.amazonaws.com.cn');
});

it('no two stores have the same title', () => {
  expect(new Set(PROFILES.map(([title]) => title)).size).toBe(PROFILES.length);
});

it('every store that the SDK has is looked at', () => {
  const stores = Object.values(sdk).filter((value) => typeof value === 'object' && 'readError' in value);
  expect(new Set(stores)).toEqual(new Set(PROFILES.map(([, store]) => store)));
});
