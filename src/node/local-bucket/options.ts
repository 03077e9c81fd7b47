import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { Dialect } from './dialect.js';

/** The key pair that may do everything, `AssumeRole` included. */
export interface RootCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
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
  /** Is told of each unexpected error inside, which is answered with status 500 and no reason. Default: nobody is. */
  readonly onError?: (error: unknown) => void;
}
