import { applyCors, type Bucket, planCors, type Repair, undoCors } from 'bucket-preflight';
import type { ServedBucket } from './config.js';
import { applyRules, undoRules } from './own-server.js';

/**
 * How a repair is put on a bucket: by the page's own server if it is its bucket, or else by the page, with the credentials of the
 * form. What it resolves to takes the change back. `null`: the store shows no page its rules.
 */
export function applierOf(
  bucket: Bucket,
  own: ServedBucket | undefined,
): ((repair: Repair) => Promise<() => Promise<void>>) | null {
  if (own !== undefined) {
    return async ({ document }) => {
      const undo = await applyRules(own.store, document);
      return () => undoRules(own.store, undo);
    };
  }
  const { corsReadableInPage, withoutCorsApi } = bucket.store;
  if (corsReadableInPage === false || withoutCorsApi !== undefined) return null;
  return async ({ rules }) => {
    const { undo } = await applyCors(bucket, await planCors(bucket, rules));
    return async () => {
      await undoCors(bucket, undo);
    };
  };
}
