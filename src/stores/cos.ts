import { cosSigner } from '../signing/cos/signer.js';
import { namesMissingUpload } from './aws/accepts-signature.js';
import { multipartQuery } from './aws/multipart-query.js';
import { cosCorsCodec } from './cos/cors-codec.js';
import { cosCorsLimits } from './cos/cors-limits.js';
import { readCosError } from './cos/load-read-error.js';
import { cosRuleSemantics } from './cos/rule-semantics.js';
import type { Store } from './store.js';

/**
 * Tencent Cloud COS. A bucket's name ends with the number of its account: `photos-1250000000`.
 *
 * @see https://www.tencentcloud.com/document/product/436/7751
 */
export const cos: Store = {
  title: 'Tencent Cloud COS',
  commandName: 'cos',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://cos.${region}.myqcloud.com`,
  signer: cosSigner,
  readError: readCosError,
  ruleSemantics: cosRuleSemantics,
  corsLimits: cosCorsLimits,
  corsCodec: cosCorsCodec,
  // The vendor's pages manage rules from browsers.
  corsReadableInPage: true,
  harmlessQuery: multipartQuery,
  acceptsSignature: namesMissingUpload,
};
