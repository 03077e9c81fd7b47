import { getBucketCors } from '../cors/get-bucket-cors.js';
import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { Evidence } from '../model/diagnosis.js';
import { HttpError, isBucketPreflightError } from '../model/errors.js';
import { checkRuleShape } from '../rules/check-rule-shape.js';
import type { Bucket } from '../transport/bucket.js';
import { type Limits, startTimeLimit } from '../waiting/time-limit.js';
import type { Ask } from './infer/cause.js';
import { type RequestBudget, TIMEOUT_MS, takeFrom } from './request-budget.js';

const MOST_READS = 3;

/**
 * Reads the bucket's rules, on a store that lets a page. `null`: they cannot be known.
 *
 * @param limits - Of the reading as a whole. Default: 10 s.
 * @param budget - Of which as many are taken as it may need: one more where the credentials are renewed, and where the clock is off.
 *
 * Only after a bare GET from here could be read: of a request that is refused a browser prints the URL, and this one holds
 * a signature.
 */
export async function readRules(
  bucket: Bucket,
  { timeoutMs = TIMEOUT_MS, signal }: Partial<Limits>,
  ask: Ask,
  budget: RequestBudget,
  note: (evidence: Evidence) => void,
): Promise<CorsConfiguration | null> {
  const bare = await ask('GET', []);
  // A signed request must not follow to where the store sends one on.
  if (bare.answer === null || bare.isFollowed === true || !takeFrom(budget, MOST_READS)) return null;
  const read = { kind: 'rules', method: 'GET', headers: [] } as const;
  const limit = startTimeLimit({ timeoutMs, signal });
  try {
    const { configuration } = await getBucketCors(bucket, { signal: limit.signal });
    note({ ...read, passed: true, via: 'readable', status: 200 });
    // What is no rule says nothing of what the store does.
    return checkRuleShape(configuration.rules).length === 0 ? configuration : null;
  } catch (error) {
    const isUp = limit.isUp();
    if (!isUp && !isBucketPreflightError(error)) throw error;
    if (error instanceof HttpError) note({ ...read, passed: false, via: 'readable', status: error.status });
    else note({ ...read, passed: null, via: isUp ? 'timeout' : 'error' });
    return null;
  } finally {
    limit.end();
  }
}
