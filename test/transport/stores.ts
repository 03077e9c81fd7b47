import type { BucketOptions } from '../../src/client/bucket-options.js';
import { createBucket } from '../../src/client/create-bucket.js';
import { aws } from '../../src/stores/aws.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { ossV1 } from '../../src/stores/oss-v1.js';
import { qingstor } from '../../src/stores/qingstor.js';
import type { SigningStore } from '../../src/stores/store.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { NOW, SECRET, TOKEN } from './buckets.js';

/** What makes a bucket of one scheme. */
export type Place = Pick<
  BucketOptions<SigningStore>,
  'store' | 'region' | 'bucket' | 'endpoint' | 'addressing'
>;

/** A bucket of each scheme, and of each way in which a bucket stands in a URL. */
export const PLACES: readonly (readonly [title: string, place: Place])[] = [
  ['AWS V4', { store: aws, region: 'eu-west-1', bucket: 'photos' }],
  [
    'AWS V4, the bucket in the path',
    { store: ceph, region: 'default', bucket: 'photos', endpoint: 'http://127.0.0.1:7480' },
  ],
  ['OSS V4', { store: oss, region: 'cn-hangzhou', bucket: 'photos' }],
  [
    'OSS V4 at a custom domain',
    {
      store: oss,
      region: 'cn-hangzhou',
      bucket: 'photos',
      endpoint: 'https://files.example.com',
      addressing: 'custom-domain',
    },
  ],
  ['OSS V1', { store: ossV1, region: 'cn-hangzhou', bucket: 'photos' }],
  ['COS', { store: cos, region: 'ap-guangzhou', bucket: 'photos-1250000000' }],
  ['QingStor', { store: qingstor, region: 'pek3b', bucket: 'photos' }],
  [
    'QingStor, the bucket in the host',
    { store: qingstor, region: 'pek3b', bucket: 'photos', addressing: 'virtual-host' },
  ],
];

/** Credentials as the scheme of a store takes them: temporary ones where there are such. */
export function credentialsFor({ signer }: SigningStore) {
  const keys = { accessKeyId: 'AKIDFIXTURE', secretAccessKey: SECRET };
  const expiration = new Date(NOW.getTime() + 3_600_000);
  return signer.takesToken ? { ...keys, securityToken: TOKEN, expiration } : keys;
}

/** A bucket that signs with credentials of its own, as on a server, at a fixed time. */
export function signingBucket(
  place: Place,
  options: Partial<BucketOptions<SigningStore>> = {},
): Bucket<SigningStore> {
  return createBucket({ ...place, credentials: credentialsFor(place.store), now: () => NOW, ...options });
}

/** The same bucket in a page, where another signs. */
export function bucketSignedBy(
  place: Place,
  signer: NonNullable<BucketOptions['signer']>,
  options: Partial<BucketOptions<SigningStore>> = {},
): Bucket<SigningStore> {
  return createBucket({ ...place, signer, now: () => NOW, ...options });
}
