import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Ceph's object gateway takes: its own limit is `rgw_cors_rules_max_num`, 100 unless it was set otherwise. It was not
 * measured what it does with what S3 refuses.
 *
 * @see https://docs.ceph.com/en/latest/radosgw/s3/bucketops/
 */
export const cephCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://docs.ceph.com/en/latest/radosgw/s3/bucketops/',
  exposeStar: 'unknown',
  oddExposed: 'unknown',
  emptyOrigin: 'unknown',
};
