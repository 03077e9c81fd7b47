import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { awsCorsCodec } from './aws/cors-codec.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import { spacesCorsLimits } from './spaces/cors-limits.js';
import { spacesRuleSemantics } from './spaces/rule-semantics.js';
import type { Store } from './store.js';

/**
 * DigitalOcean Spaces. Use the origin's endpoint, not that of the CDN, which takes `GET` only.
 *
 * @see https://docs.digitalocean.com/reference/api/spaces/
 */
export const spaces: Store = {
  title: 'DigitalOcean Spaces',
  commandName: 'spaces',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://${region}.digitaloceanspaces.com`,
  signer: awsV4Signer,
  readError: readAwsError,
  corsLimits: spacesCorsLimits,
  ruleSemantics: spacesRuleSemantics,
  corsCodec: awsCorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
