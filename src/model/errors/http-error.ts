import type { StoreErrorKind } from '../store-error-kind.js';
import { BucketPreflightError } from './bucket-preflight-error.js';

/** What a store's error answer said, as far as it is known. */
export interface StoreErrorAnswer {
  /** What it means. Decide by this: codes differ between stores. */
  readonly kind: StoreErrorKind;
  /** The store's own code, such as `SignatureDoesNotMatch`. Empty when the body named none. */
  readonly serviceCode: string;
  /** The store's own words. Empty when it gave none. */
  readonly serviceMessage: string;
  /** The store's id of the request, for its support. */
  readonly requestId?: string;
  /** The store's clock, where the answer names it (`RequestTimeTooSkewed`). */
  readonly serverTime?: Date;
  /** The region that the store expected, where the answer names it. */
  readonly expectedRegion?: string;
}

/** The request an error is about: no query, no header values, so no signature and no token. */
export interface FailedRequest {
  /** As it was sent: `PUT`. */
  readonly method: string;
  /** Absolute URL without its query. */
  readonly url: string;
}

/** The store answered with an error status that could be read, so CORS is not the problem. `ERR_HTTP`. */
export class HttpError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'HttpError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_HTTP';
  /** Of the answer: 403. */
  readonly status: number;
  /** What was sent, without its signature. */
  readonly request: FailedRequest;
  /** What the store said, read from its document. */
  readonly answer: StoreErrorAnswer;

  constructor(request: FailedRequest, status: number, answer: StoreErrorAnswer) {
    const said = [answer.serviceCode, answer.serviceMessage].filter(Boolean).join(': ');
    const region =
      answer.expectedRegion === undefined ? '' : ` (the bucket is in region "${answer.expectedRegion}")`;
    super(`[${request.method}] "${request.url}": ${status}${said === '' ? '' : ` ${said}`}${region}`);
    this.status = status;
    this.request = request;
    this.answer = answer;
  }
}
