import { awsV4SignerWithoutForms } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { awsCorsCodec } from './aws/cors-codec.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import { b2CorsLimits } from './b2/cors-limits.js';
import { b2RuleSemantics } from './b2/rule-semantics.js';
import type { Store } from './store.js';

/**
 * Backblaze B2 by its S3 face. A region stands in the endpoint, such as `us-west-004`. It takes no uploads by form.
 *
 * @see https://www.backblaze.com/apidocs/introduction-to-the-s3-compatible-api
 */
export const b2: Store = {
  title: 'Backblaze B2',
  commandName: 'b2',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://s3.${region}.backblazeb2.com`,
  signer: awsV4SignerWithoutForms,
  readError: readAwsError,
  ruleSemantics: b2RuleSemantics,
  corsLimits: b2CorsLimits,
  corsCodec: awsCorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
