import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsRule } from '../model/cors-rule.js';
import { loadPart } from '../model/load-part.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import type { Bucket } from '../transport/bucket.js';
import { sendRequest } from '../transport/send-request.js';
import { requireReadableCors } from './plan/require-readable-cors.js';

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
  await requireReadableCors(bucket, 'put cors.json');
  // Loaded here: who only reads rules has no use for what knows the stores' limits.
  const { documentToPut } = await loadPart(
    'What knows the limits of stores',
    () => import('./validate/document-to-put.js'),
  );
  const document = documentToPut(toCorsConfiguration(configuration), bucket.store);
  const { contentType, checksum } = bucket.store.corsCodec;
  const headers = { 'content-type': contentType, ...(await checksum(document)) };
  const body = new TextEncoder().encode(document);
  await sendRequest(bucket, { method: 'PUT', key: '', query: { cors: '' }, headers }, { ...options, body });
}
