import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { readAwsError } from './aws/read-error.js';
import { spacesCorsLimits } from './spaces/cors-limits.js';
import { spacesRuleSemantics } from './spaces/rule-semantics.js';
import type { RuledStore } from './store.js';

/**
 * DigitalOcean Spaces. Use the origin's endpoint, not that of the CDN, which takes `GET` only.
 *
 * @see https://docs.digitalocean.com/reference/api/spaces/
 */
export const spaces: RuledStore = {
  title: 'DigitalOcean Spaces',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://${region}.digitaloceanspaces.com`,
  signer: awsV4Signer,
  readError: readAwsError,
  corsLimits: spacesCorsLimits,
  ruleSemantics: spacesRuleSemantics,
};
