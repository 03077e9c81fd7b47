import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import type { SigningStore } from './store.js';

/**
 * MinIO.
 *
 * @see https://docs.min.io/
 */
export const minio: SigningStore = {
  title: 'MinIO',
  defaultAddressing: 'path',
  defaultRegion: 'us-east-1',
  signer: awsV4Signer,
  readError: readAwsError,
};
