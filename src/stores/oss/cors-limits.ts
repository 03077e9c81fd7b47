import { awsCorsLimits } from '../aws/cors-limits.js';
import type { CorsLimits } from '../cors-limits.js';

/** HTTP allows `&` and `'` in a name, and none of the others. */
const FORBIDDEN = { pattern: /[<>&'"]/, reaction: 'refused' } as const;

/**
 * What Alibaba Cloud OSS takes. Its page names 20 rules, older ones 10. Tests of its clients show that an origin without a
 * scheme is taken. The range of MaxAgeSeconds is not documented.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export const ossCorsLimits: CorsLimits = {
  ...awsCorsLimits,
  source: 'https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors',
  rules: 20,
  rulesFormerly: 10,
  documentBytes: 16_384,
  idCharacters: 'none',
  emptyOrigin: 'unknown',
  headerCharacters: FORBIDDEN,
  // https://api.aliyun.com/troubleshoot?q=0034-00000013
  exposeCharacters: FORBIDDEN,
  oddExposed: 'unknown',
  maxAgeSeconds: 'unknown',
  zeroMaxAge: 'unknown',
  responseVary: true,
  requestIdHeader: 'x-oss-request-id',
};
