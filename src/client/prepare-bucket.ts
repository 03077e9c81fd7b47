import type { SigningStore } from '../stores/store.js';
import type { Bucket } from '../transport/bucket.js';
import type { SignOptions } from '../transport/request-signer.js';

/**
 * Gets a bucket ready before the first request: asks for credentials, if there are none yet, and makes the keys that
 * signatures need. Call it when the page is idle; the first upload then begins at once. Sends nothing to the store. With a
 * `remoteSigner()` there is nothing to prepare: each signature is asked for.
 *
 * @throws CredentialsError when the credentials cannot be had. An abort passes through as it is.
 */
export async function prepareBucket(
  { signer, location }: Bucket<SigningStore>,
  options: SignOptions = {},
): Promise<void> {
  options.signal?.throwIfAborted();
  await signer.prepare?.({ method: 'GET', location, key: '' }, options);
}
