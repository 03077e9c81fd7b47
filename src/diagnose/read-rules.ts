import { getBucketCors } from '../cors/get-bucket-cors.js';
import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { Evidence } from '../model/diagnosis.js';
import { HttpError, isBucketPreflightError } from '../model/errors.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import type { Bucket } from '../transport/bucket.js';
import type { Ask } from './infer/cause.js';
import { type RequestBudget, takeFrom } from './request-budget.js';

/**
 * Reads the bucket's rules, on a store that lets a page. `null`: they cannot be known.
 *
 * @param until - Ends the waiting.
 *
 * Only after a bare GET from here could be read: of a request that is refused a browser prints the URL, and this one holds
 * a signature.
 */
export async function readRules(
  bucket: Bucket,
  until: { readonly signal?: AbortSignal },
  ask: Ask,
  budget: RequestBudget,
  note: (evidence: Evidence) => void,
): Promise<CorsConfiguration | null> {
  const bare = await ask('GET', []);
  // A signed request must not follow to where the store sends one on.
  if (bare.answer === null || bare.isFollowed === true || !takeFrom(budget, 1)) return null;
  const read = { kind: 'rules', method: 'GET', headers: [] } as const;
  try {
    const { configuration } = await getBucketCors(bucket, until);
    note({ ...read, passed: true, via: 'readable', status: 200 });
    // What is no rule says nothing of what the store does.
    return checkRuleShape(configuration.rules).length === 0 ? configuration : null;
  } catch (error) {
    if (!isBucketPreflightError(error)) throw error;
    if (error instanceof HttpError) note({ ...read, passed: false, via: 'readable', status: error.status });
    else note({ ...read, passed: null, via: 'error' });
    return null;
  }
}
