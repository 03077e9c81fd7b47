import { ServiceError } from '../service-error.js';
import type { ParsedRequest } from '../target.js';

/** OSS's answer where the bucket is in another region. @see https://www.alibabacloud.com/help/en/oss/developer-reference/error-responses */
export function ossWrongRegion({ at }: ParsedRequest, region: string): ServiceError {
  return new ServiceError(
    403,
    'AccessDenied',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    [
      ['Endpoint', `oss-${region}.aliyuncs.com`],
      ['Bucket', at.bucket ?? ''],
    ],
  );
}
