import { startLocalBucket } from '../../src/node/index.js';
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
  return {
    store: ceph,
    storeName: 'ceph',
    endpoint,
    roleArn,
    admin: { accessKeyId, secretAccessKey },
    stop: gateway.stop,
  };
}

/** The embedded local bucket. */
export async function startLocalStore(): Promise<RealStore> {
  const local = await startLocalBucket();
  const { endpoint, roleArn, rootCredentials } = local;
  return { store: s3, storeName: 's3', endpoint, roleArn, admin: rootCredentials, stop: local.stop };
}
