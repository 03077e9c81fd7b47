import type { BucketLocation } from '../model/bucket-location.js';
import { ConfigError, UnsupportedError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { objectUrl } from '../signing/object-url.js';
import type { SignableRequest, SignedForm, SignedHeaders, SignedUrl } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';
import { bodyIssues, type RequestBody, withBodyType } from './body-type.js';
import type { Bucket } from './bucket.js';
import { callIssues, signatureNames } from './check-call.js';
import { formRequestIssues } from './check-form-request.js';
import {
  checkObjectRequest,
  normalRequest,
  objectRequestIssues,
  REQUEST_FIELDS,
  type SignatureNames,
} from './check-object-request.js';
import { formSignerOf } from './form-signer.js';
import { isObject } from './is-plain-object.js';
import type { FormRequest, ObjectRequest } from './object-request.js';
import type { ExpiringOptions, SignOptions } from './request-signer.js';

/** What will be sent with a signature, but is no part of it. */
export interface BodyToSend {
  /** What will be sent, if it is known: the `Content-Type` that a browser adds to it is then signed. Default: nothing. */
  readonly body?: RequestBody;
}

/** What goes with a request that is to be signed in its headers. */
export interface SignRequestOptions extends SignOptions, BodyToSend {}

/** What goes with a URL that is to be presigned. */
export interface PresignOptions extends ExpiringOptions, BodyToSend {}

/** One of many requests whose URLs are to be presigned. */
export interface PresignRequest extends ObjectRequest, BodyToSend {}

const SIGN_OPTIONS = ['body', 'signal'];
const EXPIRING_OPTIONS = ['expiresInSeconds', 'signal'];
const PRESIGN_OPTIONS = ['expiresInSeconds', 'body', 'signal'];
const PRESIGN_FIELDS = [...REQUEST_FIELDS, 'body'];

/**
 * Signs a request in its headers with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @param options.body - What will be sent, if anything: the `Content-Type` that a browser adds to it is then signed.
 * @returns URL and headers as they must be sent, and a trace without secrets.
 * @throws ConfigError listing every option that is unknown or cannot be right, and everything in the request that no browser
 * sends as it is. CredentialsError when the credentials cannot be had, SignerError when the signing server gave no
 * signature. UnsupportedError when no browser can address the key.
 */
export async function signRequest(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: SignRequestOptions = {},
): Promise<SignedHeaders> {
  const further = callIssues(bucket, options, SIGN_OPTIONS);
  const { body = null, ...rest } = options ?? {};
  const checked = checkObjectRequest(request, signatureNames(bucket), further, bodyIssues(body, request));
  rest.signal?.throwIfAborted();
  const headers = withBodyType(checked.headers, body);
  return bucket.signer.signHeaders({ ...checked, headers, location: bucket.location }, rest);
}

/**
 * Presigns a request's URL with the bucket's credentials, asking for them if need be. Sends nothing to the store.
 *
 * @param options.expiresInSeconds - Life of the URL, at least 1, on S3 and OSS at most 604,800.
 * @returns The URL, the headers that must be sent with it, when it stops working, and a trace without secrets.
 * @throws ConfigError when `expiresInSeconds` is missing or out of range, and as `signRequest`, like the other errors.
 */
export async function presignUrl(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: PresignOptions,
): Promise<SignedUrl> {
  const further = callIssues(bucket, options ?? {}, PRESIGN_OPTIONS);
  const { body = null, ...rest } = options ?? {};
  const checked = checkObjectRequest(request, signatureNames(bucket), further, bodyIssues(body, request));
  options.signal?.throwIfAborted();
  const headers = withBodyType(checked.headers, body);
  return bucket.signer.signUrl({ ...checked, headers, location: bucket.location }, rest);
}

/**
 * Presigns many URLs with the same credentials, side by side. Sends nothing to the store.
 *
 * @param requests - Each with the `body` that will be sent, if it is known.
 * @returns One for each request, in order.
 * @throws ConfigError listing every option that is missing, unknown or cannot be right, and everything in all of the requests
 * that no browser sends as it is. UnsupportedError naming every request whose key no browser can address. Besides as
 * `presignUrl`.
 */
export async function presignUrls(
  bucket: Bucket<SigningStore>,
  requests: readonly PresignRequest[],
  options: ExpiringOptions,
): Promise<SignedUrl[]> {
  const further = callIssues(bucket, options ?? {}, EXPIRING_OPTIONS);
  checkAll(requests, signatureNames(bucket), further);
  options.signal?.throwIfAborted();
  const { signer, location } = bucket;
  const located = requests.map((request) => locatedRequest(request, location));
  try {
    return await (signer.signUrls === undefined
      ? Promise.all(located.map((request) => signer.signUrl(request, options)))
      : signer.signUrls(located, options));
  } catch (error) {
    throw error instanceof UnsupportedError ? namingRequests(error, located) : error;
  }
}

/** Among many requests an error that tells of one says nothing. */
function namingRequests(error: UnsupportedError, requests: readonly SignableRequest[]): UnsupportedError {
  const messages = requests.flatMap(({ location, key, query }, index) => {
    try {
      objectUrl(location, key, query);
      return [];
    } catch (found) {
      return found instanceof UnsupportedError ? [`requests[${index}]: ${found.message}`] : [];
    }
  });
  return messages.length === 0 ? error : new UnsupportedError(messages.join('\n'));
}

function checkAll(requests: unknown, signature: SignatureNames, further: readonly Issue[]): void {
  const issues = [...further];
  if (!Array.isArray(requests)) issues.push(noList(requests));
  else {
    let index = 0;
    for (const request of requests) {
      const found = [
        ...objectRequestIssues(request, signature, PRESIGN_FIELDS),
        ...bodyIssues(bodyOf(request), request),
      ];
      for (const issue of found) issues.push({ ...issue, path: `requests[${index}].${issue.path}` });
      index += 1;
    }
  }
  if (issues.length > 0) throw new ConfigError('The requests cannot be signed', issues);
}

function locatedRequest(request: PresignRequest, location: BucketLocation): SignableRequest {
  const { method, key, query, headers } = normalRequest(request);
  const { body = null } = request;
  return { method, key, query, headers: body === null ? headers : withBodyType(headers, body), location };
}

/** Of whatever was given as a request. */
function bodyOf(request: unknown): unknown {
  return (isObject(request) ? Reflect.get(request, 'body') : undefined) ?? null;
}

function noList(requests: unknown): Issue {
  const code = requests === undefined ? 'missing' : 'invalid';
  return { code, path: 'requests', value: showValue(requests), message: 'must be an array of requests' };
}

/**
 * Signs an upload by HTML form. Sends nothing to the store. `toFormData()` makes it what `fetch` can send.
 *
 * @param form - The key, and what else the form will send or must fulfil.
 * @returns The URL to post to, the fields in order (the `file` goes last), when it stops working, and warnings.
 * @throws ConfigError listing every option that is missing, unknown or cannot be right, and everything about the form that
 * cannot be right. UnsupportedError when the store takes no forms. Besides as `signRequest`.
 */
export async function signForm(
  bucket: Bucket<SigningStore>,
  form: FormRequest,
  options: ExpiringOptions,
): Promise<SignedForm> {
  const issues = [...callIssues(bucket, options ?? {}, EXPIRING_OPTIONS), ...formRequestIssues(form)];
  if (issues.length > 0) throw new ConfigError('The form cannot be signed', issues);
  options.signal?.throwIfAborted();
  // Asked first, so that no server is asked for what the store does not take.
  formSignerOf(bucket.store);
  return bucket.signer.signForm({ ...form, location: bucket.location }, options);
}
