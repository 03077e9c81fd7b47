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
  defaultAddressing: 'path',
  ruleSemantics: cephRuleSemantics,
};
