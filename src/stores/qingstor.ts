import { qingstorSigner } from '../signing/qingstor/signer.js';
import { qingstorCorsCodec } from './qingstor/cors-codec.js';
import { qingstorCorsLimits } from './qingstor/cors-limits.js';
import { readQingstorError } from './qingstor/load-read-error.js';
import { qingstorMultipartQuery } from './qingstor/multipart-query.js';
import { qingstorRuleSemantics } from './qingstor/rule-semantics.js';
import type { Store } from './store.js';

/**
 * QingStor by its own interface. A region is called zone there: `pek3b`. Newer pages of the vendor write the endpoint with
 * `qsstor.com`: give it as `endpoint` where that is so. It has no temporary credentials: let a server sign.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/
 */
export const qingstor: Store = {
  title: 'QingStor',
  commandName: 'qingstor',
  // The vendor's own clients disagree on how a bucket in the host is signed, and agree on this.
  defaultAddressing: 'path',
  endpointOf: (region) => `https://${region}.qingstor.com`,
  signer: qingstorSigner,
  readError: readQingstorError,
  ruleSemantics: qingstorRuleSemantics,
  corsLimits: qingstorCorsLimits,
  corsCodec: qingstorCorsCodec,
  harmlessQuery: qingstorMultipartQuery,
  acceptsSignature: (status, serviceCode, method) =>
    // What an upload that does not exist is called is not documented.
    ['upload_not_exists', 'object_not_exists'].includes(serviceCode) ||
    (method === 'HEAD' && (status === 404 || status === 200)),
};
