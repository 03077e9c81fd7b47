import type { SignedHeaders, SignedUrl } from '../signing/signer.js';
import { objectUrl } from '../stores/object-url.js';
import type { Bucket } from './bucket.js';
import { checkObjectRequest } from './check-object-request.js';
import type { ObjectRequest } from './object-request.js';

/**
 * Signs a request in its headers with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @param options.signal - Ends the waiting for the credentials; its reason is what the call rejects with.
 * @returns URL and headers as they must be sent, and a trace without secrets.
 * @throws ConfigError when a browser would send another request than is signed. CredentialsError when the credentials
 * cannot be had. UnsupportedError when no browser can address the key.
 */
export async function signRequest(
  bucket: Bucket,
  request: ObjectRequest,
  options: { readonly signal?: AbortSignal } = {},
): Promise<SignedHeaders> {
  options.signal?.throwIfAborted();
  const { method, key, query, headers } = checkObjectRequest(request, bucket.store.signatureHeaders);
  const url = objectUrl(bucket, key, query);
  const credentials = await bucket.credentials(options);
  const context = { now: bucket.now(), region: bucket.region };
  return bucket.store.signHeaders({ method, url, headers }, credentials, context);
}

/**
 * Presigns a request's URL with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @param options.expiresInSeconds - Life of the URL, 1 to 604,800. It ends with the credentials if that is earlier.
 * @param options.signal - As for `signRequest`.
 * @returns The URL, when it stops working, and a trace without secrets. Headers of the request must be sent as signed.
 * @throws ConfigError when `expiresInSeconds` is out of range, and as `signRequest`, like CredentialsError and
 * UnsupportedError.
 */
export async function presignUrl(
  bucket: Bucket,
  request: ObjectRequest,
  options: { readonly expiresInSeconds: number; readonly signal?: AbortSignal },
): Promise<SignedUrl> {
  options.signal?.throwIfAborted();
  const { method, key, query, headers } = checkObjectRequest(request, bucket.store.signatureHeaders);
  const url = objectUrl(bucket, key, query);
  const credentials = await bucket.credentials(options);
  const context = { now: bucket.now(), region: bucket.region, expiresInSeconds: options.expiresInSeconds };
  return bucket.store.signUrl({ method, url, headers }, credentials, context);
}
