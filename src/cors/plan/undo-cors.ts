import { CorsChangedError } from '../../model/errors.js';
import type { Bucket } from '../../transport/bucket.js';
import { isSameConfiguration } from '../is-same-configuration.js';
import { type AppliedCors, type ApplyCorsOptions, applyCors } from './apply-cors.js';
import type { CorsUndo } from './cors-plan.js';
import { corsDiff, planCors } from './plan-cors.js';
import { requireReadableCors } from './require-readable-cors.js';

/**
 * Takes a change back: puts what was there before, or deletes the configuration where there was none. Only while the bucket
 * still holds what was put. What it gives has an `undo` of its own.
 *
 * @param undo - What `applyCors()` gave.
 * @throws As `planCors()` and `applyCors()`.
 */
export async function undoCors(
  bucket: Bucket,
  undo: CorsUndo,
  options: ApplyCorsOptions = {},
): Promise<AppliedCors> {
  await requireReadableCors(bucket, 'undo undo.json');
  const { applied, previous } = undo;
  const plan = await planCors(
    bucket,
    previous,
    options.signal === undefined ? {} : { signal: options.signal },
  );
  if (!isSameConfiguration(plan.before, applied, bucket.store)) {
    const what =
      'The CORS rules of the bucket have changed since; nothing was taken back. What has changed besides:';
    const diff = corsDiff(applied, plan.before, bucket.store, ['expected', 'found']);
    throw new CorsChangedError(what, { expected: applied, found: plan.before, diff, seen: 'before' });
  }
  return applyCors(bucket, plan, options);
}
