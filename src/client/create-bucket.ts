import { credentialSource } from '../credentials/credential-source.js';
import { ConfigError } from '../model/errors.js';
import type { Bucket } from '../transport/bucket.js';
import type { BucketOptions } from './bucket-options.js';
import { checkBucketOptions } from './check-bucket-options.js';

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
