import type { Clock } from '../credentials/clock.js';
import type {
  SignableForm,
  SignableRequest,
  SignedForm,
  SignedHeaders,
  SignedUrl,
} from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';

/** What goes with a question for a signature. */
export interface SignOptions {
  /** Ends the waiting for credentials or for a server; its reason is what the call rejects with. */
  readonly signal?: AbortSignal;
}

/** The same for what works for a time. */
export interface ExpiringOptions extends SignOptions {
  /** How long it works, in whole seconds, at least 1. It ends with the credentials if that is earlier. */
  readonly expiresInSeconds: number;
}

/** The same for what was refused. */
export interface RenewOptions extends SignOptions {
  /**
   * The store's time, where the store told it and minds a time alone: credentials that had not ended by then are not why it
   * refused. Default: it may mind whatever there is about them.
   */
  readonly refusedAt?: Date;
}

/** What a signer may know of the bucket whose requests it signs. */
export interface SignerSurroundings {
  /** Where the bucket is, for its scheme and its addresses. */
  readonly store: SigningStore;
  /** What tells the time of a signature. */
  readonly clock: Clock;
}

/** Signs the requests of a bucket: with credentials that the page has, or by asking a server that has them. */
export interface RequestSigner {
  /** Signs one request in its headers. */
  readonly signHeaders: (request: SignableRequest, options: SignOptions) => Promise<SignedHeaders>;
  /** Signs one request in its URL. */
  readonly signUrl: (request: SignableRequest, options: ExpiringOptions) => Promise<SignedUrl>;
  /** Signs many URLs at once, where that costs less than one after the other. One for each request, in order. Default: each by `signUrl`. */
  readonly signUrls?: (
    requests: readonly SignableRequest[],
    options: ExpiringOptions,
  ) => Promise<SignedUrl[]>;
  /** Signs one upload by HTML form. */
  readonly signForm: (form: SignableForm, options: ExpiringOptions) => Promise<SignedForm>;
  /**
   * Called after the store said that the credentials of a signature are expired or unknown.
   *
   * @param signed - What the store refused, as `signHeaders` or `signUrl` of this signer gave it.
   * @returns Whether signing again makes sense: there are other credentials now.
   */
  readonly renew: (signed: SignedHeaders | SignedUrl, options: RenewOptions) => Promise<boolean>;
  /** Whether signatures are made here and cost so little that some may be thrown away. Default: no, a server is asked. */
  readonly isLocal?: boolean;
  /** The same signer for one bucket, called by `createBucket()`. Absent: all buckets are one to it. */
  readonly forBucket?: (bucket: SignerSurroundings) => RequestSigner;
}
