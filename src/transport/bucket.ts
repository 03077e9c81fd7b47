import type { CredentialSource } from '../credentials/credential-source.js';
import type { ObjectLocation } from '../stores/object-url.js';
import type { Store } from '../stores/store.js';

/** A bucket as every call takes it: what `createBucket()` made of the options. It holds no secret in the open. */
export interface Bucket extends ObjectLocation {
  readonly store: Store;
  readonly region: string;
  readonly credentials: CredentialSource;
  readonly fetch: typeof fetch;
  /** The clock. */
  readonly now: () => Date;
}
