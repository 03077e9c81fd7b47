import { putBucketCors } from '../../cors/put-bucket-cors.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Bucket } from '../../transport/bucket.js';
import { type Answer, json } from './answer.js';
import { storeFailure } from './store-failure.js';

/** Puts rules on the bucket. */
export async function putRules(
  bucket: Bucket,
  rules: readonly CorsRule[],
  signal: AbortSignal,
): Promise<Answer> {
  try {
    await putBucketCors(bucket, rules, { signal });
    return json(200, { rules: rules.length });
  } catch (error) {
    return storeFailure(error, signal);
  }
}
