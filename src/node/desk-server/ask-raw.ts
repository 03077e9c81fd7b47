import { getBucketCors } from '../../cors/get-bucket-cors.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import { ConfigError, isBucketPreflightError } from '../../model/errors.js';
import { diagnoseRaw } from '../raw-preflight/diagnose-raw.js';
import { type Answer, failure, json } from './answer.js';
import type { DeskPost } from './desk.js';

/**
 * Sends the preflights of a request from here, where their answers can be read, and says what they show.
 *
 * @param request - As `diagnoseRaw()` takes it; to the desk's own bucket only, so that nobody is asked in its name.
 * @returns `{ diagnosis }`.
 */
export async function askRaw({ bucket, options, signal }: DeskPost, request: unknown): Promise<Answer> {
  const url: unknown = typeof request === 'object' && request !== null ? Reflect.get(request, 'url') : null;
  if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).origin !== options.endpoint) {
    return failure(403, 'Only requests to this store can be asked about.');
  }
  const { store } = bucket;
  try {
    // Those of another bucket would explain nothing.
    const isOwn = new URL(url).pathname.split('/')[1] === options.bucket;
    const rules = isOwn ? await readRules(bucket, signal) : {};
    const diagnosis = await diagnoseRaw(request as RawRequest, { store, signal, ...rules });
    return json(200, { diagnosis });
  } catch (error) {
    if (error instanceof ConfigError) return failure(422, error.message, error.issues);
    throw error;
  }
}

/** Without them the answers speak for themselves. */
async function readRules(bucket: DeskPost['bucket'], signal: AbortSignal) {
  try {
    return { rules: (await getBucketCors(bucket, { signal })).configuration };
  } catch (error) {
    if (isBucketPreflightError(error)) return {};
    throw error;
  }
}
