import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import type { RuledStore } from './store.js';
import { wasabiCorsLimits } from './wasabi/cors-limits.js';
import { wasabiRuleSemantics } from './wasabi/rule-semantics.js';

/**
 * Wasabi.
 *
 * @see https://docs.wasabi.com/docs/what-are-the-service-urls-for-wasabis-different-storage-regions
 */
export const wasabi: RuledStore = {
  title: 'Wasabi',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://s3.${region}.wasabisys.com`,
  signer: awsV4Signer,
  readError: readAwsError,
  ruleSemantics: wasabiRuleSemantics,
  corsLimits: wasabiCorsLimits,
};
