import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { RequestHandler } from '../../../src/node/local-bucket/exchange.js';
import type { AccuracyCase } from '../accuracy-case.js';
import type { AcceptsFrom } from '../truth/over-grant.js';

/** A bucket that was made for a case. */
export interface WorldBucket {
  readonly handler: RequestHandler;
  /** What its rules let through. */
  readonly accepts: AcceptsFrom;
}

/** The stores of the cases: the local bucket, or Ceph. */
export interface World {
  /** Makes a bucket. @param hasFault - Whether the fault of the case is on. */
  addBucket(
    name: string,
    of: AccuracyCase,
    rules: readonly CorsRule[],
    hasFault: boolean,
  ): Promise<WorldBucket>;
  /** Asks beforehand what `accepts` is to be asked: each method without names, and the request's with each of these sets. */
  learn(name: string, of: AccuracyCase, origin: string, sets: readonly (readonly string[])[]): Promise<void>;
  /** What the page signs with, as JSON. */
  credentialsFor(of: AccuracyCase): string;
  regionFor(of: AccuracyCase): string;
  stop(): Promise<void>;
}
