import { awsV4SignerWithoutForms } from '../signing/aws-v4/signer.js';
import { awsAcceptsSignature } from './aws/accepts-signature.js';
import { readAwsError } from './aws/load-read-error.js';
import { multipartQuery } from './aws/multipart-query.js';
import { r2CorsCodec } from './r2/cors-codec.js';
import { r2CorsLimits } from './r2/cors-limits.js';
import { r2RuleSemantics } from './r2/rule-semantics.js';
import type { Store } from './store.js';

/**
 * Cloudflare R2. Its endpoint is the account's: `https://ACCOUNT.r2.cloudflarestorage.com`. It takes no uploads by form.
 *
 * @see https://developers.cloudflare.com/r2/api/s3/api/
 */
export const r2: Store = {
  title: 'Cloudflare R2',
  commandName: 'r2',
  defaultAddressing: 'path',
  defaultRegion: 'auto',
  signer: awsV4SignerWithoutForms,
  readError: readAwsError,
  ruleSemantics: r2RuleSemantics,
  corsLimits: r2CorsLimits,
  corsCodec: r2CorsCodec,
  harmlessQuery: multipartQuery,
  acceptsSignature: awsAcceptsSignature,
};
