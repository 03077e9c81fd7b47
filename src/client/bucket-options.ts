import type { CredentialInput } from '../credentials/credential-source.js';
import type { Addressing } from '../model/bucket-location.js';
import type { SigningStore, Store } from '../stores/store.js';
import type { RequestSigner } from '../transport/request-signer.js';

/** What `createBucket()` takes. */
export interface BucketOptions<Kind extends SigningStore = Store> {
  /** The kind of store: a value such as `aws`, `oss` or `ceph`. */
  readonly store: Kind;
  /**
   * The store's address without the bucket and without a path: `https://s3.us-west-2.amazonaws.com`. With `custom-domain`
   * the bucket's own. Default: the public endpoint of the region, on stores that have one.
   */
  readonly endpoint?: string;
  /** The bucket's region, as the store spells it: `us-west-2`. Default: the store's own, where it has but one. */
  readonly region?: string;
  /** The bucket's name. */
  readonly bucket: string;
  /**
   * Credentials, or a function that asks the app's own server and returns what its STS answered. Not with `signer`.
   */
  readonly credentials?: CredentialInput;
  /** What signs in place of credentials that are here: `remoteSigner()`. */
  readonly signer?: RequestSigner;
  /**
   * Where the bucket stands in the URL. Default: the store's own habit (`virtual-host` for S3, `path` for Ceph). An
   * endpoint that is an IP address, and a bucket whose name can be no host name, need `path`.
   */
  readonly addressing?: Addressing;
  /** How long before their end credentials are renewed, in seconds; at most a fifth of their life. Default 300. */
  readonly refreshBeforeSeconds?: number;
  /** How long the credentials function may take, in milliseconds. Default 30,000. */
  readonly credentialsTimeoutMs?: number;
  /**
   * A name under which the tabs of this origin share credentials, so that one asks for all. Give it only where every tab
   * may have the same ones. Default: none are shared, and tabs take turns in asking.
   */
  readonly shareCredentialsAs?: string;
  /**
   * Lets long-lived keys be used in a page, where every visitor can read them and use them for ever. For pages that only
   * you open. Default `false`: they are refused there.
   */
  readonly dangerouslyAllowLongLivedKeys?: boolean;
  /** What sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** The clock. Default: the platform's. */
  readonly now?: () => Date;
}
