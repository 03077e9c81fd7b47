import { getBucketCors } from '../cors/get-bucket-cors.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { Evidence } from '../model/diagnosis.js';
import { HttpError, isBucketPreflightError } from '../model/errors.js';
import type { Bucket } from '../transport/bucket.js';
import type { DiagnoseOptions } from './diagnose-options.js';

/** Reads the bucket's rules, if the caller allowed it and the store lets a page. `null`: they cannot be known. */
export async function readRules(
  bucket: Bucket,
  options: DiagnoseOptions,
  note: (evidence: Evidence) => void,
): Promise<readonly CorsRule[] | null> {
  if (options.useCredentials !== true || !bucket.store.corsReadableInPage) return null;
  const probe = 'signed GET of the CORS rules';
  try {
    const rules = await getBucketCors(bucket, options.signal === undefined ? {} : { signal: options.signal });
    note({ probe, passed: true, via: 'readable', status: 200 });
    return rules;
  } catch (error) {
    if (!isBucketPreflightError(error)) throw error;
    const status = error instanceof HttpError ? { status: error.status } : {};
    note({
      probe,
      passed: error instanceof HttpError ? true : null,
      via: error instanceof HttpError ? 'readable' : 'error',
      ...status,
    });
    return null;
  }
}
