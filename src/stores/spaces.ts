import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import type { SigningStore } from './store.js';

/**
 * DigitalOcean Spaces. Use the origin's endpoint, not that of the CDN, which takes `GET` only.
 *
 * @see https://docs.digitalocean.com/reference/api/spaces/
 */
export const spaces: SigningStore = {
  title: 'DigitalOcean Spaces',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://${region}.digitaloceanspaces.com`,
  signer: awsV4Signer,
  readError: readAwsError,
};
