import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import type { SigningStore } from './store.js';

/**
 * Wasabi.
 *
 * @see https://docs.wasabi.com/docs/what-are-the-service-urls-for-wasabis-different-storage-regions
 */
export const wasabi: SigningStore = {
  title: 'Wasabi',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://s3.${region}.wasabisys.com`,
  signer: awsV4Signer,
  readError: readAwsError,
};
