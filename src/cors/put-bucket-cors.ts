import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import { ConfigError } from '../model/errors.js';
import { loadPart } from '../model/load-part.js';
import { showValue } from '../model/show-value.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { sayWording, worded } from '../model/wording.js';
import type { Bucket } from '../transport/bucket.js';
import { sendRequest } from '../transport/send-request.js';
import { requireReadableCors } from './plan/require-cors-api.js';

/**
 * Replaces the bucket's CORS configuration, all of it: one `PUT ?cors`, signed in its headers. No store has a condition on it,
 * so read what is there first and change that. A bucket without rules can only be given some from a server, never from a
 * page.
 *
 * @param configuration - With at least one rule. To remove all rules call `deleteBucketCors()`. Rules alone are a
 * configuration with nothing beside them: `responseVary`, if it was set, goes back to the store's default.
 * @throws ConfigError listing everything that the store would refuse; nothing is sent then. What it takes though nothing
 * can match it (`validateCors()` tells) is put: rules that were read must be able to go back.
 * HttpError, NetworkError, CredentialsError and UnsupportedError as `getBucketCors`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html
 */
export async function putBucketCors(
  bucket: Bucket,
  configuration: CorsConfiguration | readonly CorsRule[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  requireReadableCors(bucket, 'put cors.json');
  const { corsCodec } = bucket.store;
  const limit = bucket.store.corsLimits.documentBytes;
  const whole = toCorsConfiguration(configuration);
  // Loaded here: who only reads rules has no use for what knows the stores' limits.
  const { refusedCors } = await loadPart(
    'What knows the limits of stores',
    () => import('./validate/refused-cors.js'),
  );
  const issues = refusedCors(whole, bucket.store);
  if (issues.length > 0) throw new ConfigError('The CORS rules cannot be put', issues);
  const document = corsCodec.write(whole);
  const body = new TextEncoder().encode(document);
  // Only the document itself tells its size; the rules without it tell the least.
  if (typeof limit === 'number' && body.length > limit) {
    const wording = worded`the store takes a document of at most ${limit} bytes`;
    throw new ConfigError('The CORS rules cannot be put', [
      {
        code: 'cors.rules.document-size',
        path: 'rules',
        value: showValue(body.length),
        message: sayWording(wording),
        wording,
      },
    ]);
  }
  const headers = { 'content-type': corsCodec.contentType, ...(await corsCodec.checksum(document)) };
  await sendRequest(bucket, { method: 'PUT', key: '', query: { cors: '' }, headers }, { ...options, body });
}
