import type { CredentialInput } from '../credentials/credential-source.js';
import type { Addressing, Store } from '../stores/store.js';

/** What `createBucket()` takes. */
export interface BucketOptions {
  /** The kind of store: a value such as `s3` or `ceph`. */
  readonly store: Store;
  /** The store's address without the bucket and without a path: `https://s3.us-west-2.amazonaws.com`. */
  readonly endpoint: string;
  /** The bucket's region, as the store spells it: `us-west-2`. */
  readonly region: string;
  /** The bucket's name. */
  readonly bucket: string;
  /** Credentials, or a function that asks the app's own server and returns what its STS answered. */
  readonly credentials: CredentialInput;
  /**
   * Where the bucket stands in the URL. Default: the store's own habit (`virtual-host` for S3, `path` for Ceph). An
   * endpoint that is an IP address, and a bucket whose name can be no host name, need `path`.
   */
  readonly addressing?: Addressing;
  /** What sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** The clock. Default: the platform's. */
  readonly now?: () => Date;
}
