import { ServiceError } from '../service-error.js';
import type { ParsedRequest } from '../target.js';

/** COS knows nothing of the buckets of other regions: such a bucket does not exist. @see https://www.tencentcloud.com/document/product/436/7730 */
export function cosWrongRegion({ at }: ParsedRequest): ServiceError {
  const message = 'The specified bucket does not exist.';
  return new ServiceError(404, 'NoSuchBucket', message, [['Resource', at.bucket ?? '']]);
}
