import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What MinIO takes: the commercial edition what S3 takes; the community edition answers 501 to every rule of a bucket, and
 * is set up by `MINIO_API_CORS_ALLOW_ORIGIN` for all of them.
 *
 * @see https://github.com/minio/minio/issues/20995
 */
export const minioCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://github.com/minio/minio/issues/20995',
  emptyOrigin: 'unknown',
  perBucket: 'unknown',
};
