import { applyCors } from '../../cors/plan/apply-cors.js';
import type { CorsUndo } from '../../cors/plan/cors-plan.js';
import { planCors } from '../../cors/plan/plan-cors.js';
import { undoCors } from '../../cors/plan/undo-cors.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { Bucket } from '../../transport/bucket.js';
import { type Answer, json } from './answer.js';
import { readDocument } from './read-document.js';
import { storeFailure } from './store-failure.js';

/** Nobody but the person at the desk writes to these buckets, so that nobody need be waited for. */
const SETTLE_MS = 20;

/**
 * Puts a rules document on the bucket: plans, applies, and looks that it is there.
 *
 * @param document - As the store takes it. Empty: no rules.
 * @returns `{ rules, undo: { applied, previous } }`: how many there are now, and the documents that take it back.
 */
export async function applyRules(bucket: Bucket, document: unknown, signal: AbortSignal): Promise<Answer> {
  const read = await readDocument(bucket.store, document);
  if ('refused' in read) return read.refused;
  const { configuration } = read;
  try {
    const plan = await planCors(bucket, configuration, { signal });
    const { undo } = await applyCors(bucket, plan, { signal, settleMs: SETTLE_MS });
    return json(200, { rules: configuration.rules.length, undo: written(bucket, undo) });
  } catch (error) {
    return storeFailure(error, signal);
  }
}

/** Takes a change back, while it is still there. @param undo - What `applyRules()` answered. */
export async function undoRules(
  bucket: Bucket,
  undo: { readonly applied: unknown; readonly previous: unknown },
  signal: AbortSignal,
): Promise<Answer> {
  const applied = await readDocument(bucket.store, undo.applied);
  if ('refused' in applied) return applied.refused;
  const previous = await readDocument(bucket.store, undo.previous);
  if ('refused' in previous) return previous.refused;
  const change = { applied: applied.configuration, previous: previous.configuration };
  try {
    const undone = await undoCors(bucket, change, { signal, settleMs: SETTLE_MS });
    return json(200, { rules: change.previous.rules.length, undo: written(bucket, undone.undo) });
  } catch (error) {
    return storeFailure(error, signal);
  }
}

function written({ store }: Bucket, { applied, previous }: CorsUndo): object {
  const write = (configuration: CorsConfiguration) =>
    configuration.rules.length === 0 ? '' : store.corsCodec.write(configuration);
  return { applied: write(applied), previous: write(previous) };
}
