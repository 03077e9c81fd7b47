import type { CorsRule } from '../../model/cors-rule.js';
import type { Credentials } from '../../model/credentials.js';
import type { Store } from '../../stores/store.js';

/** The bucket that the desk is served with. */
export interface DeskBucket {
  readonly store: Store;
  /** What the page's list of stores calls it. */
  readonly storeName: 's3' | 'ceph';
  /** Without the bucket, which stands in the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** The key that the page suggests for an upload. */
  readonly key: string;
}

/** Options of `startDeskServer()`. */
export interface DeskServerOptions {
  /** The folder of the built page. Nothing outside it is served. */
  readonly root: string;
  /** The port to listen on. Default: `0`, any that is free. */
  readonly port?: number;
  readonly bucket: DeskBucket;
  /** Long-lived keys that may assume the role and put CORS rules. They never leave the server. */
  readonly adminCredentials: Credentials;
  /** The role whose temporary credentials the page gets. */
  readonly roleArn: string;
  /** What `POST /reset` puts; a function is given the desk's own origin. Default: none, and no reset. */
  readonly exampleRules?: readonly CorsRule[] | ((origin: string) => readonly CorsRule[]);
  /** The clock that requests are signed by. Default: the system's. */
  readonly now?: () => Date;
  /** Is told of each unexpected error inside, which is answered with status 500 and no reason. Default: nobody is. */
  readonly onError?: (error: unknown) => void;
}
