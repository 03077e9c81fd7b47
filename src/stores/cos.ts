import { cosSigner } from '../signing/cos/signer.js';
import { cosCorsLimits } from './cos/cors-limits.js';
import { readCosError } from './cos/read-error.js';
import { cosRuleSemantics } from './cos/rule-semantics.js';
import type { RuledStore } from './store.js';

/**
 * Tencent Cloud COS. A bucket's name ends with the number of its account: `photos-1250000000`.
 *
 * @see https://www.tencentcloud.com/document/product/436/7751
 */
export const cos: RuledStore = {
  title: 'Tencent Cloud COS',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://cos.${region}.myqcloud.com`,
  signer: cosSigner,
  readError: readCosError,
  ruleSemantics: cosRuleSemantics,
  corsLimits: cosCorsLimits,
};
