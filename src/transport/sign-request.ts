import type { SignedHeaders, SignedUrl } from '../signing/signer.js';
import { objectUrl } from '../stores/object-url.js';
import type { Bucket } from './bucket.js';

/** A request about an object, or about the bucket itself when `key` is empty. */
export interface ObjectRequest {
  readonly method: string;
  /** The object's key as text, not percent-encoded. Empty: the bucket. */
  readonly key: string;
  /** Query parameters, not encoded; an empty value for a bare name. Default: none. */
  readonly query?: Readonly<Record<string, string>>;
  /** Headers to sign and send, `content-type` included. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Signs a request in its headers with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @returns URL and headers as they must be sent, and a trace without secrets.
 * @throws CredentialsError when the credentials cannot be had. UnsupportedError when no browser can address the key.
 */
export async function signRequest(bucket: Bucket, request: ObjectRequest): Promise<SignedHeaders> {
  const credentials = await bucket.credentials();
  const { method, headers = {} } = request;
  const url = objectUrl(bucket, request.key, request.query);
  return bucket.store.signHeaders({ method, url, headers }, credentials, {
    now: bucket.now(),
    region: bucket.region,
  });
}

/**
 * Presigns a request's URL with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @param options.expiresInSeconds - Life of the URL, 1 to 604,800. It ends with the credentials if that is earlier.
 * @returns The URL, when it stops working, and a trace without secrets. Headers of the request must be sent as signed.
 * @throws ConfigError when `expiresInSeconds` is out of range. CredentialsError and UnsupportedError as `signRequest`.
 */
export async function presignUrl(
  bucket: Bucket,
  request: ObjectRequest,
  options: { readonly expiresInSeconds: number },
): Promise<SignedUrl> {
  const credentials = await bucket.credentials();
  const { method, headers = {} } = request;
  const url = objectUrl(bucket, request.key, request.query);
  const context = { now: bucket.now(), region: bucket.region, expiresInSeconds: options.expiresInSeconds };
  return bucket.store.signUrl({ method, url, headers }, credentials, context);
}
