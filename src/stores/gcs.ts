import { awsV4SignerWithoutForms } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import { gcsCorsCodec } from './gcs/cors-codec.js';
import { gcsCorsLimits } from './gcs/cors-limits.js';
import { gcsRuleSemantics } from './gcs/rule-semantics.js';
import type { Store } from './store.js';

/**
 * Google Cloud Storage by its XML interface, signed with HMAC keys, which have no temporary form: let a server sign.
 *
 * @see https://cloud.google.com/storage/docs/aws-simple-migration
 */
export const gcs: Store = {
  title: 'Google Cloud Storage',
  commandName: 'gcs',
  defaultAddressing: 'path',
  defaultRegion: 'auto',
  endpointOf: () => 'https://storage.googleapis.com',
  signer: { ...awsV4SignerWithoutForms, takesToken: false },
  readError: readAwsError,
  ruleSemantics: gcsRuleSemantics,
  corsLimits: gcsCorsLimits,
  corsCodec: gcsCorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
