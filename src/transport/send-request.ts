import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import { HttpError, NetworkError } from '../model/errors.js';
import { hideSecretHeaders } from '../signing/secret-headers.js';
import type { Bucket } from './bucket.js';
import { checkObjectRequest } from './check-object-request.js';
import type { ObjectRequest } from './object-request.js';
import { redactCause, type SignedRequest } from './redact-cause.js';
import { presignUrl, signRequest } from './sign-request.js';
import { type RequestBody, withBodyType } from './with-body-type.js';

/** What goes with a request besides what is signed. */
export interface SendOptions {
  /** The body: bytes or a Blob. A Blob's type is signed and sent, unless the request has a `content-type`. */
  readonly body?: RequestBody;
  /** Ends the request; its reason is what the call rejects with. */
  readonly signal?: AbortSignal;
}

/** Only for the one request that follows at once. */
const LIFE_SECONDS = 60;

const REDIRECTED =
  'the store sends this request on to another address, where its signature is not valid. Most often the bucket is in ' +
  'another region, or has another endpoint: compare both with the console of the store.';

/**
 * Signs a request in its headers and sends it, once, without cookies. A redirect is not followed.
 *
 * @returns The answer, when its status is 200 to 299. Its body has not been read.
 * @throws ConfigError when a browser would send another request than is signed. HttpError when the store answered with
 * another status; the body was read. NetworkError when no answer could be read: CORS, the network, an error answer
 * without CORS headers, or, in a page, a redirect. An abort passes through as it is.
 */
export async function sendRequest(
  bucket: Bucket,
  request: ObjectRequest,
  options: SendOptions = {},
): Promise<Response> {
  options.signal?.throwIfAborted();
  const checked = complete(bucket, request, options);
  const signed = await signRequest(bucket, checked, options);
  return send(bucket, attemptOf(checked, 'header'), signed, options, async (response) => response);
}

/**
 * The same with the signature in the URL, which then needs no permission for the headers of a signature.
 *
 * @returns The answer's body as text.
 * @throws As `sendRequest`, and NetworkError also when the body breaks off.
 */
export async function readByUrl(
  bucket: Bucket,
  request: ObjectRequest,
  options: SendOptions = {},
): Promise<string> {
  options.signal?.throwIfAborted();
  const checked = complete(bucket, request, options);
  const { url } = await presignUrl(bucket, checked, { ...options, expiresInSeconds: LIFE_SECONDS });
  const signed = { url, headers: checked.headers };
  return send(bucket, attemptOf(checked, 'url'), signed, options, (response) => response.text());
}

/** @param read - What is made of an answer with a status of 200 to 299. */
async function send<Result>(
  bucket: Bucket,
  attempt: DiagnosedRequest,
  signed: SignedRequest,
  { body = null, signal }: SendOptions,
  read: (response: Response) => Promise<Result>,
): Promise<Result> {
  const { method } = attempt;
  const failed = { method, url: withoutQuery(signed.url) };
  const init: RequestInit = {
    method,
    headers: signed.headers,
    body,
    credentials: 'omit',
    cache: 'no-store',
    // A signature names its host, so it is never valid elsewhere; and a stranger must not be handed the token.
    redirect: 'manual',
    signal: signal ?? null,
  };
  let response: Response;
  try {
    response = await bucket.fetch(signed.url, init);
    if (response.ok) return await read(response);
  } catch (error) {
    signal?.throwIfAborted();
    const cause = redactCause(error, signed, bucket.store.signatureHeaders);
    throw new NetworkError(failed, attempt, { cause });
  }
  // All that a page sees of a redirect.
  if (response.type === 'opaqueredirect') throw new NetworkError(failed, attempt, { why: REDIRECTED });
  // The status says enough when the body breaks off.
  const text = await response.text().catch(() => '');
  signal?.throwIfAborted();
  throw new HttpError(failed, response.status, await bucket.store.readError(text, response.headers));
}

/** The request as it is signed, sent and reported. */
function complete(
  bucket: Bucket,
  request: ObjectRequest,
  { body = null }: SendOptions,
): Required<ObjectRequest> {
  const checked = checkObjectRequest(request, bucket.store.signatureHeaders);
  return { ...checked, headers: withBodyType(checked.headers, body) };
}

/** Rules do not look at the key, and probes need one: a request about the bucket itself is diagnosed by that of an object. */
function attemptOf(
  { method, key, headers }: Required<ObjectRequest>,
  signing: 'header' | 'url',
): DiagnosedRequest {
  return { method, key: key === '' ? 'bucket-preflight' : key, headers: hideSecretHeaders(headers), signing };
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
