import { ServiceError } from '../service-error.js';
import type { ParsedRequest } from '../target.js';

/** S3's answer where the bucket is in another region. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Redirects.html */
export function s3WrongRegion({ at }: ParsedRequest, region: string): ServiceError {
  const bucket = at.bucket ?? '';
  return new ServiceError(
    301,
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    [
      ['Endpoint', `${bucket}.s3.${region}.amazonaws.com`],
      ['Bucket', bucket],
    ],
    [['x-amz-bucket-region', region]],
  );
}
