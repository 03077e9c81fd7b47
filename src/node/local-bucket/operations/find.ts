import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import type { BucketRecord } from '../storage/object-storage.js';

/** The bucket of that name. @throws Refusal `no-such-bucket`. */
export function findBucket({ service }: Call, bucket: string): BucketRecord {
  return service.storage.bucket(bucket) ?? refuseBucket(bucket);
}

/** @throws Refusal `no-such-bucket`, always: the bucket is not there, or has gone meanwhile. */
export function refuseBucket(bucket: string): never {
  throw new Refusal('no-such-bucket', { bucket });
}

/** @throws Refusal `key-too-long`. */
export function checkKey({ service }: Call, key: string): void {
  const maxBytes = service.dialect.limits.keyBytes;
  const bytes = Buffer.byteLength(key);
  if (bytes > maxBytes) throw new Refusal('key-too-long', { bytes, maxBytes });
}
