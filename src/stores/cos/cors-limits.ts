import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/**
 * What Tencent COS takes. Its console wants letters, digits and `-` in header names and a MaxAgeSeconds above 0; its
 * reference calls both lists of headers and the life required, its clients' pages do not: what is enforced is not known.
 *
 * @see https://www.tencentcloud.com/document/product/436/8279
 */
export const cosCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://www.tencentcloud.com/document/product/436/8279',
  emptyOrigin: 'unknown',
  headerCharacters: { pattern: /_/, reaction: 'unknown' },
  noAllowedHeaders: 'unknown',
  noExposeHeaders: 'unknown',
  noMaxAge: 'unknown',
  oddExposed: 'unknown',
  maxAgeSeconds: 'unknown',
  zeroMaxAge: 'unknown',
  responseVary: true,
  requestIdHeader: 'x-cos-request-id',
};
