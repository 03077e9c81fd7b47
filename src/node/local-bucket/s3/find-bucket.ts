import type { StoredBucket } from '../memory-store.js';
import { S3Error } from './s3-error.js';
import type { S3Call } from './s3-service.js';

/** The bucket a call is about. @throws S3Error `NoSuchBucket`. */
export function findBucket({ service, target }: S3Call): StoredBucket {
  const name = target.bucket ?? '';
  const bucket = service.store.get(name);
  if (bucket !== undefined) return bucket;
  throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', [['BucketName', name]]);
}
