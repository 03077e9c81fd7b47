import type { Clock } from '../credentials/clock.js';
import type { BucketLocation } from '../model/bucket-location.js';
import type { DiagnoseAttempt } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import type { SigningStore, Store } from '../stores/store.js';
import type { RequestSigner } from './request-signer.js';

/** A bucket as every call takes it: what `createBucket()` made of the options. It holds no secret in the open. */
export interface Bucket<Kind extends SigningStore = Store> {
  /** What kind of store it is in. */
  readonly store: Kind;
  /** The store's address without the bucket: scheme, host and port. */
  readonly endpoint: string;
  /** Where the bucket is, as its requests address it. */
  readonly location: BucketLocation;
  /** What signs every request: here with credentials, or by asking the app's server. */
  readonly signer: RequestSigner;
  /** What sends every request to the store. */
  readonly fetch: typeof fetch;
  /** What tells the time of a signature. */
  readonly clock: Clock;
  /** How far the clock here is behind the store's, in milliseconds, as far as an answer told. */
  readonly clockOffsetMs: number;
  /** What the `NetworkError` of a failed request calls. Absent: this bucket is not one of `createBucket()`. */
  readonly diagnose?: DiagnoseAttempt;
  /** What should be known of how this bucket is set up, such as a scheme that is being switched off. Mostly empty. */
  readonly warnings: readonly Issue[];
}
