import type { V4Variant } from '../v4/variant.js';

/** Signature Version 4 of AWS itself. */
export const AWS_V4: V4Variant = {
  algorithm: 'AWS4-HMAC-SHA256',
  keyPrefix: 'AWS4',
  terminator: 'aws4_request',
  service: 's3',
  prefix: 'x-amz-',
  algorithmField: 'algorithm',
};

/** Stands for the body's hash: the body is not part of the signature. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';
