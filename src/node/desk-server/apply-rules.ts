import { applyCors } from '../../cors/plan/apply-cors.js';
import { changedRequests } from '../../cors/plan/changed-requests.js';
import type { CorsUndo } from '../../cors/plan/cors-plan.js';
import { planCors } from '../../cors/plan/plan-cors.js';
import { undoCors } from '../../cors/plan/undo-cors.js';
import { verifyCors } from '../../cors/plan/verify-cors.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { Bucket } from '../../transport/bucket.js';
import { type Answer, json } from './answer.js';
import { readDocument } from './read-document.js';
import { storeFailure } from './store-failure.js';

/** Nobody but the person at the desk writes to these buckets, so that nobody need be waited for. */
const SETTLE_MS = 20;

/** The page asks again, and says so meanwhile. */
const VERIFY_MS = 1500;

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
export async function undoRules(bucket: Bucket, undo: GivenUndo, signal: AbortSignal): Promise<Answer> {
  const read = await readUndo(bucket, undo);
  if ('refused' in read) return read.refused;
  try {
    const undone = await undoCors(bucket, read.undo, { signal, settleMs: SETTLE_MS });
    return json(200, { rules: read.undo.previous.rules.length, undo: written(bucket, undone.undo) });
  } catch (error) {
    return storeFailure(error, signal);
  }
}

/**
 * Asks the store for a moment whether it answers by a change: by preflights, one for each request that the change is about.
 *
 * @param undo - What `applyRules()` answered.
 * @returns `{ verified, pending }`: whether it does, and how many of the requests are still answered as before.
 */
export async function verifyRules(bucket: Bucket, undo: GivenUndo, signal: AbortSignal): Promise<Answer> {
  const read = await readUndo(bucket, undo);
  if ('refused' in read) return read.refused;
  const { applied, previous } = read.undo;
  const requests = changedRequests(previous, applied, bucket.store);
  try {
    const { verified, pending } = await verifyCors(bucket, requests, { signal, deadlineMs: VERIFY_MS });
    return json(200, { verified, pending: pending.length });
  } catch (error) {
    return storeFailure(error, signal);
  }
}

/** As a page gives it: texts, if it is right. */
export interface GivenUndo {
  readonly applied: unknown;
  readonly previous: unknown;
}

async function readUndo(
  { store }: Bucket,
  undo: GivenUndo,
): Promise<{ readonly undo: CorsUndo } | { readonly refused: Answer }> {
  const applied = await readDocument(store, undo.applied);
  if ('refused' in applied) return applied;
  const previous = await readDocument(store, undo.previous);
  if ('refused' in previous) return previous;
  return { undo: { applied: applied.configuration, previous: previous.configuration } };
}

function written({ store }: Bucket, { applied, previous }: CorsUndo): object {
  const write = (configuration: CorsConfiguration) =>
    configuration.rules.length === 0 ? '' : store.corsCodec.write(configuration);
  return { applied: write(applied), previous: write(previous) };
}
