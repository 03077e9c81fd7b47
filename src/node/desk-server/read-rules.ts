import { getBucketCors } from '../../cors/get-bucket-cors.js';
import type { Bucket } from '../../transport/bucket.js';
import { type Answer, json } from './answer.js';
import { storeFailure } from './store-failure.js';

/** Reads the bucket's rules, which no page can do on a store that answers `GET ?cors` without CORS headers. */
export async function readRules(bucket: Bucket, signal: AbortSignal): Promise<Answer> {
  try {
    const { configuration } = await getBucketCors(bucket, { signal });
    return json(200, configuration);
  } catch (error) {
    return storeFailure(error, signal);
  }
}
