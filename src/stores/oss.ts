import { ossV4Signer } from '../signing/oss-v4/signer.js';
import { namesMissingUpload } from './aws/accepts-signature.js';
import { multipartQuery } from './aws/multipart-query.js';
import { ossCorsCodec } from './oss/cors-codec.js';
import { ossCorsLimits } from './oss/cors-limits.js';
import { readOssError } from './oss/load-read-error.js';
import { ossRuleSemantics } from './oss/rule-semantics.js';
import type { Store } from './store.js';

/**
 * Alibaba Cloud OSS, signed by V4.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/
 */
export const oss: Store = {
  title: 'Alibaba Cloud OSS',
  commandName: 'oss',
  defaultAddressing: 'virtual-host',
  endpointOf: (region) => `https://oss-${region}.aliyuncs.com`,
  signer: ossV4Signer,
  readError: readOssError,
  ruleSemantics: ossRuleSemantics,
  corsLimits: ossCorsLimits,
  // The vendor's pages and the source of its client say that requests about a bucket get no CORS headers.
  corsReadableInPage: false,
  corsCodec: ossCorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: namesMissingUpload,
};
