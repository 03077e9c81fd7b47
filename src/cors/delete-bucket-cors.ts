import type { Bucket } from '../transport/bucket.js';
import { sendRequest } from '../transport/send-request.js';
import { requireReadableCors } from './plan/require-readable-cors.js';

/**
 * Removes all CORS rules of the bucket: one `DELETE ?cors`, signed in its headers. Also succeeds when there are none.
 * After it no page can reach the bucket across origins, and no page can put rules again.
 *
 * @throws HttpError, NetworkError, CredentialsError and UnsupportedError as `getBucketCors`.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html
 */
export async function deleteBucketCors(
  bucket: Bucket,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  await requireReadableCors(bucket, 'delete');
  await sendRequest(bucket, { method: 'DELETE', key: '', query: { cors: '' } }, options);
}
