import { putBucketCors } from '../../cors/put-bucket-cors.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { Bucket } from '../../transport/bucket.js';
import { type Answer, json } from './answer.js';
import { storeFailure } from './store-failure.js';

/** Puts a configuration on the bucket. */
export async function putRules(
  bucket: Bucket,
  configuration: CorsConfiguration,
  signal: AbortSignal,
): Promise<Answer> {
  try {
    await putBucketCors(bucket, configuration, { signal });
    return json(200, { rules: configuration.rules.length });
  } catch (error) {
    return storeFailure(error, signal);
  }
}
