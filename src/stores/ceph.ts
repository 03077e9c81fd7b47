import { cephCorsLimits } from './ceph/cors-limits.js';
import { readCephError } from './ceph/load-read-error.js';
import { cephRuleSemantics } from './ceph/rule-semantics.js';
import { s3 } from './s3.js';
import type { Store } from './store.js';

/**
 * The S3 face of Ceph's object gateway (RGW), as of version 16: the first rule for an origin hides all later ones, and a
 * bucket stands in the path unless the gateway was given a domain.
 *
 * @see https://docs.ceph.com/en/latest/radosgw/s3/
 */
export const ceph: Store = {
  ...s3,
  title: 'Ceph RGW',
  commandName: 'ceph',
  defaultAddressing: 'path',
  // Measured on 16.2.15: the gateway puts CORS headers on every answer about a bucket but this one.
  corsReadableInPage: false,
  // Measured on the same.
  hidesSignatureErrors: true,
  ruleSemantics: cephRuleSemantics,
  readError: readCephError,
  corsLimits: cephCorsLimits,
};
