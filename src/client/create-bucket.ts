import { type CredentialInput, credentialSource } from '../credentials/credential-source.js';
import { ConfigError } from '../model/errors.js';
import type { Addressing, Store } from '../stores/store.js';
import type { Bucket } from '../transport/bucket.js';
import { checkBucketOptions } from './check-bucket-options.js';

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

/**
 * Describes a bucket, to be passed to every other call. Sends nothing and asks for no credentials yet.
 *
 * @throws ConfigError listing every option that is missing, unknown or cannot be right.
 * @example
 * const bucket = createBucket({
 *   store: s3,
 *   endpoint: 'https://s3.us-west-2.amazonaws.com',
 *   region: 'us-west-2',
 *   bucket: 'photos',
 *   credentials: () => fetch('/sts').then((answer) => answer.json()),
 * });
 */
export function createBucket(options: BucketOptions): Bucket {
  const issues = checkBucketOptions(options);
  if (issues.length > 0) throw new ConfigError('The bucket options cannot be used', issues);
  const now = options.now ?? (() => new Date());
  return Object.freeze({
    store: options.store,
    endpoint: new URL(options.endpoint),
    region: options.region,
    bucket: options.bucket,
    addressing: options.addressing ?? options.store.defaultAddressing,
    credentials: credentialSource(options.credentials, now),
    // Called unbound, as the platform's own wants it.
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(input, init)),
    now,
  });
}
