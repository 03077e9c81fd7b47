import { HttpError } from '../model/errors.js';
import type { CorsReading } from '../stores/cors-codec.js';
import type { Bucket } from '../transport/bucket.js';
import { readByUrl } from '../transport/send-request.js';
import { requireReadableCors } from './plan/require-readable-cors.js';

/**
 * Reads the bucket's CORS configuration: one `GET ?cors`, signed in the URL, so that a page needs no preflight for it. From a
 * page it can be read when some rule allows `GET` from the page's origin, on stores that put CORS headers on this answer
 * (`store.corsReadableInPage`; Ceph does not).
 *
 * @returns The configuration, without rules when the bucket has none; and what of the answer is not understood, which a PUT of
 * the configuration would leave out.
 * @throws HttpError when the store refused (`AccessDenied`, `NoSuchBucket` …), NetworkError when no answer could be read,
 * ParseError when the answer is no CORS configuration, CredentialsError when the credentials cannot be had, UnsupportedError
 * where the store has no such call (MinIO), or in a page could not be understood (OSS, Ceph): with the command to run.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html
 */
export async function getBucketCors(
  bucket: Bucket,
  options: { readonly signal?: AbortSignal } = {},
): Promise<CorsReading> {
  await requireReadableCors(bucket, 'get');
  const { corsCodec } = bucket.store;
  try {
    return await corsCodec.read(
      await readByUrl(bucket, { method: 'GET', key: '', query: { cors: '' } }, options),
    );
  } catch (error) {
    if (error instanceof HttpError && corsCodec.meansNone(error.status, error.answer.serviceCode))
      return { configuration: { rules: [] }, unknown: [] };
    throw error;
  }
}
