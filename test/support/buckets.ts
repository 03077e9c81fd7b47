import { createBucket } from '../../src/client/create-bucket.js';
import type { Store } from '../../src/stores/store.js';
import type { Bucket } from '../../src/transport/bucket.js';

/** Temporary credentials that no store knows. */
export const CREDENTIALS = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'example-secret-key',
  securityToken: 'example-security-token',
  expiration: new Date('2100-01-01T00:00:00Z'),
};

/** A bucket at an address where nobody is. */
export function exampleBucket(store: Store): Bucket {
  return createBucket({
    store,
    endpoint: 'https://store.invalid',
    region: 'us-east-1',
    bucket: 'photos',
    addressing: 'path',
    credentials: CREDENTIALS,
  });
}
