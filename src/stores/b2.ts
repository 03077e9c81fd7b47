import { awsV4SignerWithoutForms } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import { b2CorsLimits } from './b2/cors-limits.js';
import { b2RuleSemantics } from './b2/rule-semantics.js';
import type { RuledStore } from './store.js';

/**
 * Backblaze B2 by its S3 face. A region stands in the endpoint, such as `us-west-004`. It takes no uploads by form.
 *
 * @see https://www.backblaze.com/apidocs/introduction-to-the-s3-compatible-api
 */
export const b2: RuledStore = {
  title: 'Backblaze B2',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://s3.${region}.backblazeb2.com`,
  signer: awsV4SignerWithoutForms,
  readError: readAwsError,
  ruleSemantics: b2RuleSemantics,
  corsLimits: b2CorsLimits,
};
