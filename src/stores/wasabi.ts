import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { awsCorsCodec } from './aws/cors-codec.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import type { Store } from './store.js';
import { wasabiCorsLimits } from './wasabi/cors-limits.js';
import { wasabiRuleSemantics } from './wasabi/rule-semantics.js';

/**
 * Wasabi.
 *
 * @see https://docs.wasabi.com/docs/what-are-the-service-urls-for-wasabis-different-storage-regions
 */
export const wasabi: Store = {
  title: 'Wasabi',
  commandName: 'wasabi',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://s3.${region}.wasabisys.com`,
  signer: awsV4Signer,
  readError: readAwsError,
  ruleSemantics: wasabiRuleSemantics,
  corsLimits: wasabiCorsLimits,
  corsCodec: awsCorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
