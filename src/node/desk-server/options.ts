import type { CorsRule } from '../../model/cors-rule.js';
import type { Credentials } from '../../model/credentials.js';
import type { Store } from '../../stores/store.js';
import type { FaultSwitch } from '../local-bucket/faults/fault-switch.js';

/** A bucket that the desk is served with. */
export interface DeskBucket {
  /** How to speak to it. */
  readonly store: Store;
  /** What the page's list of stores calls it: its `commandName`. */
  readonly storeName: string;
  /** Without the bucket, which stands in the path. */
  readonly endpoint: string;
  /** As the store calls it. */
  readonly region: string;
  /** The bucket's name. */
  readonly bucket: string;
  /** The key that the page suggests for an upload. */
  readonly key: string;
  /** Long-lived keys that may put CORS rules, and ask the STS. They never leave the server. */
  readonly adminCredentials: Credentials;
  /** Where the page's requests are signed. */
  readonly signing: DeskSigning;
  /** What goes wrong at the store, where the page may choose that. Default: it may not. */
  readonly faults?: FaultSwitch;
  /** What `POST /reset` puts; a function is given the desk's own origin. Default: none, and no reset. */
  readonly exampleRules?: readonly CorsRule[] | ((origin: string) => readonly CorsRule[]);
}

/**
 * Where the page's requests are signed. `roleArn`: in the page, with credentials of this role, which the STS at the store's
 * endpoint gives. `tokenUrl`: in the page, with what a `GET` of this address answers. `signerUrl`: by the server at this address,
 * which takes what `remoteSigner()` asks.
 */
export type DeskSigning =
  | { readonly roleArn: string }
  | { readonly tokenUrl: string }
  | { readonly signerUrl: string };

/** Options of `startDeskServer()`. */
export interface DeskServerOptions {
  /** The folder of the built page. Nothing outside it is served. */
  readonly root: string;
  /** The port to listen on. Default: `0`, any that is free. */
  readonly port?: number;
  /** At least one, each of another store. The page begins with the first. */
  readonly buckets: readonly [DeskBucket, ...DeskBucket[]];
  /** The clock that requests are signed by. Default: the system's. */
  readonly now?: () => Date;
  /** Is told of each unexpected error inside, which is answered with status 500 and no reason. Default: nobody is. */
  readonly onError?: (error: unknown) => void;
}
