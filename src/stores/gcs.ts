import { awsV4SignerWithoutForms } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import { gcsCorsLimits } from './gcs/cors-limits.js';
import { gcsRuleSemantics } from './gcs/rule-semantics.js';
import type { RuledStore } from './store.js';

/**
 * Google Cloud Storage by its XML interface, signed with HMAC keys, which have no temporary form: let a server sign.
 *
 * @see https://cloud.google.com/storage/docs/aws-simple-migration
 */
export const gcs: RuledStore = {
  title: 'Google Cloud Storage',
  defaultAddressing: 'path',
  defaultRegion: 'auto',
  endpointOf: () => 'https://storage.googleapis.com',
  signer: { ...awsV4SignerWithoutForms, takesToken: false },
  readError: readAwsError,
  ruleSemantics: gcsRuleSemantics,
  corsLimits: gcsCorsLimits,
};
