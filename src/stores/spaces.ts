import { awsV4Signer } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { awsCorsCodec } from './aws/cors-codec.js';
import { multipartQuery } from './aws/multipart-query.js';
import { readAwsError } from './aws/read-error.js';
import { cephRuleSemantics } from './ceph/rule-semantics.js';
import { spacesCorsLimits } from './spaces/cors-limits.js';
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
  // It is built on Ceph, and its first rule for an origin hides later ones too. How it words its answers is not known.
  ruleSemantics: {
    ...cephRuleSemantics,
    answer: {
      ...cephRuleSemantics.answer,
      starOrigin: 'unknown',
      starToAnonymous: false,
      credentialsOnEcho: 'unknown',
    },
  },
  corsCodec: awsCorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
