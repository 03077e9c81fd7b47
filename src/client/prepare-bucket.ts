import { ConfigError } from '../model/errors.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from '../transport/bucket.js';
import { callIssues } from '../transport/check-call.js';
import type { ObjectRequest } from '../transport/object-request.js';
import type { SignOptions } from '../transport/request-signer.js';
import { signRequest } from '../transport/sign-request.js';

/** After so many rounds of signatures that are thrown away, the first one that counts takes little longer than the next. */
const WARM_UPS = 6;

/** What pages do most. Each goes another way through the code. */
const EXAMPLES: readonly ObjectRequest[] = [
  { method: 'PUT', key: 'example', headers: { 'content-type': 'text/plain' } },
  { method: 'GET', key: 'example' },
];

/**
 * Gets a bucket ready before the first request: asks for credentials, if there are none yet, makes the keys that
 * signatures need, and signs a few requests that are thrown away, since browsers run code slowly that they run for the
 * first time. Call it when the page is idle; the first upload then begins at once. Sends nothing to the store. With a
 * `remoteSigner()` there is nothing to prepare: each signature is asked for.
 *
 * @throws ConfigError when an option is unknown. CredentialsError when the credentials cannot be had. An abort passes through
 * as it is.
 */
export async function prepareBucket(bucket: Bucket<SigningStore>, options: SignOptions = {}): Promise<void> {
  const issues = callIssues(bucket, options, ['signal']);
  if (issues.length > 0) throw new ConfigError('The bucket cannot be prepared', issues);
  options.signal?.throwIfAborted();
  if (bucket.signer.isLocal !== true) return;
  for (let count = 0; count < WARM_UPS; count += 1) {
    for (const example of EXAMPLES) await signRequest(bucket, example, options);
  }
}
