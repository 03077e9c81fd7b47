import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { awsCorsCodec } from './aws/cors-codec.js';
import { awsCorsLimits } from './aws/cors-limits.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import { awsRuleSemantics } from './aws/rule-semantics.js';
import type { Store } from './store.js';

/**
 * Any store that speaks S3 and has no value of its own here. It is taken to answer as Amazon's does.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
 */
export const s3: Store = {
  title: 'S3',
  commandName: 's3',
  defaultAddressing: 'virtual-host',
  signer: awsV4Signer,
  corsCodec: awsCorsCodec,
  corsLimits: awsCorsLimits,
  corsReadableInPage: true,
  ruleSemantics: awsRuleSemantics,
  readError: readAwsError,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
