import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import { minioCorsLimits } from './minio/cors-limits.js';
import { minioRuleSemantics } from './minio/rule-semantics.js';
import type { RuledStore } from './store.js';

/**
 * MinIO.
 *
 * @see https://docs.min.io/
 */
export const minio: RuledStore = {
  title: 'MinIO',
  defaultAddressing: 'path',
  defaultRegion: 'us-east-1',
  signer: awsV4Signer,
  readError: readAwsError,
  ruleSemantics: minioRuleSemantics,
  corsLimits: minioCorsLimits,
};
