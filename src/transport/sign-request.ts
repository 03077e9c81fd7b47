import { ConfigError } from '../model/errors.js';
import type { SignedForm, SignedHeaders, SignedUrl } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';
import { type RequestBody, withBodyType } from './body-type.js';
import type { Bucket } from './bucket.js';
import { formRequestIssues } from './check-form-request.js';
import { checkObjectRequest, normalRequest, objectRequestIssues } from './check-object-request.js';
import { formSignerOf } from './form-signer.js';
import type { FormRequest, ObjectRequest } from './object-request.js';
import type { ExpiringOptions, SignOptions } from './request-signer.js';

/** What goes with a URL that is to be presigned. */
export interface PresignOptions extends ExpiringOptions {
  /** What will be sent, if it is known: the `Content-Type` that a browser adds to it is then signed. Default: nothing. */
  readonly body?: RequestBody;
}

/**
 * Signs a request in its headers with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @returns URL and headers as they must be sent, and a trace without secrets.
 * @throws ConfigError when a browser would send another request than is signed. CredentialsError when the credentials
 * cannot be had, SignerError when the signing server gave no signature. UnsupportedError when no browser can address the
 * key.
 */
export async function signRequest(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: SignOptions = {},
): Promise<SignedHeaders> {
  options.signal?.throwIfAborted();
  const checked = checkObjectRequest(request, bucket.store.signer);
  return bucket.signer.signHeaders({ ...checked, location: bucket.location }, options);
}

/**
 * Presigns a request's URL with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @param options.expiresInSeconds - Life of the URL, at least 1, on S3 and OSS at most 604,800.
 * @returns The URL, the headers that must be sent with it, when it stops working, and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is out of range, and as `signRequest`, like the other errors.
 */
export async function presignUrl(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: PresignOptions,
): Promise<SignedUrl> {
  options.signal?.throwIfAborted();
  const { body = null, ...rest } = options;
  const checked = checkObjectRequest(request, bucket.store.signer, body);
  const headers = withBodyType(checked.headers, body);
  return bucket.signer.signUrl({ ...checked, headers, location: bucket.location }, rest);
}

/**
 * Presigns many URLs with the same credentials, side by side. Sends nothing to the store.
 *
 * @returns One for each request, in order.
 * @throws ConfigError listing everything in all of them that no browser sends as it is. Besides as `presignUrl`.
 */
export async function presignUrls(
  bucket: Bucket<SigningStore>,
  requests: readonly ObjectRequest[],
  options: ExpiringOptions,
): Promise<SignedUrl[]> {
  const { signer, location } = bucket;
  options.signal?.throwIfAborted();
  const checked = checkAll(requests, bucket.store);
  return Promise.all(checked.map((request) => signer.signUrl({ ...request, location }, options)));
}

function checkAll(requests: readonly ObjectRequest[], { signer }: SigningStore): Required<ObjectRequest>[] {
  const issues = requests.flatMap((request, index) =>
    objectRequestIssues(request, signer).map((issue) => ({
      ...issue,
      path: `requests[${index}].${issue.path}`,
    })),
  );
  if (issues.length > 0) throw new ConfigError('The requests cannot be signed', issues);
  return requests.map(normalRequest);
}

/**
 * Signs an upload by HTML form. Sends nothing to the store. `toFormData()` makes it what `fetch` can send.
 *
 * @param form - The key, and what else the form will send or must fulfil.
 * @returns The URL to post to, the fields in order (the `file` goes last), when it stops working, and warnings.
 * @throws ConfigError listing everything about the form that cannot be right. UnsupportedError when the store takes no
 * forms. Besides as `signRequest`.
 */
export async function signForm(
  bucket: Bucket<SigningStore>,
  form: FormRequest,
  options: ExpiringOptions,
): Promise<SignedForm> {
  options.signal?.throwIfAborted();
  // Asked first, so that no server is asked for what the store does not take.
  formSignerOf(bucket.store);
  const issues = formRequestIssues(form);
  if (issues.length > 0) throw new ConfigError('The form cannot be signed', issues);
  return bucket.signer.signForm({ ...form, location: bucket.location }, options);
}
