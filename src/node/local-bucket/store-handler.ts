import type { Answer, RequestHandler, RequestHead } from './exchange.js';
import type { Refusal } from './refusal.js';
import type { ServiceError } from './service-error.js';

/** What answers requests to one store, and can also answer in its words when nobody asked the store. */
export interface StoreHandler extends RequestHandler {
  /** An error in the store's own document, with its ids. `hasCors`: with CORS headers where a rule matches. */
  readonly refuse: (head: RequestHead, error: ServiceError, hasCors: boolean) => Answer;
  /** The store's own words for a refusal. */
  readonly word: (refusal: Refusal) => ServiceError;
  /** What the store says to a request for a bucket of another region. */
  readonly wrongRegion: (head: RequestHead, region: string) => ServiceError;
  /** Whether its URL carries a signature, right or wrong. */
  readonly isPresigned: (head: RequestHead) => boolean;
}
