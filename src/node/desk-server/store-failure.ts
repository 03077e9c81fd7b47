import { ConfigError, HttpError, isBucketPreflightError, NetworkError } from '../../model/errors.js';
import { type Answer, failure } from './answer.js';

/**
 * What went wrong between the desk server and the store, in words without secrets.
 *
 * @throws The error itself, when it is none that a store or its options can cause.
 */
export function storeFailure(error: unknown, signal: AbortSignal): Answer {
  if (error instanceof ConfigError)
    return failure(422, 'The rules were not sent to the store.', error.issues);
  if (error instanceof HttpError) {
    return failure(502, `The store answered ${error.status} ${error.answer.serviceCode}`.trim());
  }
  if (error instanceof NetworkError || signal.aborted) {
    return failure(502, 'The store does not answer. Is it running?');
  }
  if (isBucketPreflightError(error)) return failure(502, error.message);
  throw error;
}
