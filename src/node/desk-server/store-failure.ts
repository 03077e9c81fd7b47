import { ConfigError, HttpError, NetworkError } from '../../model/errors.js';
import { type Answer, failure } from './answer.js';

/** What went wrong between the desk server and the store, in words without secrets. */
export function storeFailure(error: unknown, signal: AbortSignal): Answer {
  if (error instanceof ConfigError)
    return failure(422, 'The store would not take these rules.', error.issues);
  if (error instanceof HttpError) {
    return failure(502, `The store answered ${error.status} ${error.answer.serviceCode}`.trim());
  }
  if (error instanceof NetworkError || signal.aborted) {
    return failure(502, 'The store does not answer. Is it running?');
  }
  return failure(502, 'The store was asked, and something failed that should not.');
}
