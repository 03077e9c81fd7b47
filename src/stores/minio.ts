import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { awsCorsCodec } from './aws/cors-codec.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import { minioCorsLimits } from './minio/cors-limits.js';
import { minioRuleSemantics } from './minio/rule-semantics.js';
import type { Store } from './store.js';

/**
 * MinIO.
 *
 * @see https://docs.min.io/
 */
export const minio: Store = {
  title: 'MinIO',
  commandName: 'minio',
  defaultAddressing: 'path',
  defaultRegion: 'us-east-1',
  signer: awsV4Signer,
  readError: readAwsError,
  ruleSemantics: minioRuleSemantics,
  corsLimits: minioCorsLimits,
  corsCodec: awsCorsCodec,
  // The community edition answers 501 to each of them.
  withoutCorsApi:
    'MinIO keeps no CORS rules for a bucket: set MINIO_API_CORS_ALLOW_ORIGIN (or `mc admin config set ALIAS api ' +
    'cors_allow_origin=…`) on the server, for all buckets. For MinIO AIStor, which keeps them, use the store `s3`.',
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
