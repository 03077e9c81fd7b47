import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { Dialect } from './dialect.js';
import type { FaultRequest } from './faults/fault-request.js';

/** The key pair that may do everything, `AssumeRole` included. */
export interface RootCredentials {
  /** The key's public name. */
  readonly accessKeyId: string;
  /** The secret. It signs, and is never sent. */
  readonly secretAccessKey: string;
}

/** The pages that may ask at a path of the local bucket's own. */
export interface OwnPathAccess {
  /** Such as `https://app.example`; `loopback`: every one that was loaded from this machine. */
  readonly origins: readonly string[] | 'loopback';
}

/** Options of `startLocalBucket()`. Each has a default. */
export interface LocalBucketOptions {
  /**
   * How it is asked and answers: a dialect, such as `s3Dialect`, or several at one port, told apart by host name
   * (`BUCKET.NAME.localhost`); other hosts get the first. Each has buckets of its own. Default: `s3Dialect`.
   */
  readonly dialect?: Dialect | readonly Dialect[];
  /** The port to listen on. Default: `0`, any that is free. */
  readonly port?: number;
  /** The host to listen on. Default: `127.0.0.1`, which no other machine reaches. */
  readonly host?: string;
  /** The folder to keep everything in, below it one for each dialect. Default: none; it is kept in memory and forgotten. */
  readonly dir?: string;
  /** The region that requests must be signed for. Default: the dialect's own, such as `us-east-1`. */
  readonly region?: string;
  /** Default: a fresh pair. */
  readonly rootCredentials?: RootCredentials;
  /** The clock that signatures, tokens and `Last-Modified` go by. Default: the system's. */
  readonly now?: () => Date;
  /**
   * Whether a refused signature, key or token is answered with CORS headers where a rule matches, so that a page can
   * read which it was. Default: as the dialect's store does it.
   */
  readonly corsHeadersOnAuthErrors?: boolean;
  /** How CORS rules are read and preflights are answered: the `ruleSemantics` of a store. Default: the dialect's. */
  readonly ruleSemantics?: RuleSemantics;
  /**
   * Buckets to start with, by name, each with its CORS rules; `[]`: without any. One that the folder has already is left as
   * it is. Default: no buckets.
   */
  readonly buckets?: Readonly<Record<string, readonly CorsRule[]>>;
  /** Faults to start with. Default: none. @see docs/local-bucket.md */
  readonly faults?: readonly FaultRequest[];
  /**
   * Whether faults can be changed by HTTP, at `/_local/faults`, by programs of this machine; and by pages of the origins
   * given. Default `false`; `true`: by no page.
   */
  readonly faultControl?: boolean | OwnPathAccess;
  /**
   * Whether it plays the backend of a page: an STS at `/_local/sts`, and a signature server at `/_local/sign`, for programs of
   * this machine and for pages of the origins given. Whoever may ask gets keys. Default `false`; `true`: for pages of this
   * machine.
   */
  readonly pageBackend?: boolean | OwnPathAccess;
  /**
   * Whether a refused preflight is answered by as many CORS headers as it deserves, so that a browser's console names the
   * origin, the method or the header that is the cause. Real stores do not. Default `false`.
   */
  readonly explain?: boolean;
  /** Is told of each unexpected error inside, which is answered with status 500 and no reason. Default: nobody is. */
  readonly onError?: (error: unknown) => void;
}
