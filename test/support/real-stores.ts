import { type LocalBucketOptions, startLocalBucket } from '../../src/node/index.js';
import { ceph } from '../../src/stores/ceph.js';
import { s3 } from '../../src/stores/s3.js';
import type { Store } from '../../src/stores/store.js';
import { startCeph } from '../servers/ceph-rgw.js';
import type { StoreWithSts } from './assume-role.js';

/** A store that runs on this machine. */
export interface RealStore extends StoreWithSts {
  /** The store value that fits it, and the name it has in a bundle. */
  readonly store: Store;
  readonly storeName: 's3' | 'ceph';
  stop(): Promise<void>;
}

/** Ceph's own object gateway. */
export async function startCephStore(): Promise<RealStore> {
  const gateway = await startCeph();
  const { endpoint, roleArn, accessKeyId, secretAccessKey } = gateway;
  // It takes any region.
  const region = 'us-east-1';
  return {
    store: ceph,
    storeName: 'ceph',
    endpoint,
    region,
    roleArn,
    admin: { accessKeyId, secretAccessKey },
    stop: gateway.stop,
  };
}

/** The embedded local bucket. */
export async function startLocalStore(options: LocalBucketOptions = {}): Promise<RealStore> {
  const { endpoint, region, roleArn, rootCredentials, stop } = await startLocalBucket(options);
  return { store: s3, storeName: 's3', endpoint, region, roleArn, admin: rootCredentials, stop };
}
