import type { IncomingMessage } from 'node:http';
import type { Bucket } from '../../transport/bucket.js';
import type { Answer } from './answer.js';
import type { DeskBucket } from './options.js';

/** A desk that runs. */
export interface Desk {
  /** The folder of the built page. */
  readonly root: string;
  readonly buckets: readonly DeskBucket[];
  /** The bucket, with the keys of its owner. One for each request: it keeps what it learns of a clock, which a person may set. */
  readonly open: (options: DeskBucket) => Bucket;
  /** The desk's own origin. */
  readonly origin: string;
  /** Ends what is under way towards the stores. */
  readonly signal: AbortSignal;
}

/** What a `POST` of the desk's page is about. */
export interface DeskPost {
  readonly options: DeskBucket;
  readonly bucket: Bucket;
  readonly origin: string;
  readonly request: IncomingMessage;
  readonly signal: AbortSignal;
}

/** Answers a `POST`. `null`: the client went away. */
export type PostRoute = (post: DeskPost) => Promise<Answer | null>;
