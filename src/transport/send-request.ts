import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import { HttpError, NetworkError } from '../model/errors.js';
import type { Bucket } from './bucket.js';
import { type ObjectRequest, presignUrl, signRequest } from './sign-request.js';

/** What goes with a request besides what is signed. */
export interface SendOptions {
  /** The body. Give bytes or a Blob without a type: a browser adds a `Content-Type` of its own to text and typed Blobs. */
  readonly body?: Uint8Array<ArrayBuffer> | Blob | null;
  /** Ends the request; its reason is what the call rejects with. */
  readonly signal?: AbortSignal;
}

/** Only for the one request that follows at once. */
const LIFE_SECONDS = 60;

/**
 * Signs a request in its headers and sends it, once, without cookies.
 *
 * @returns The answer, when its status is 200 to 299. Its body has not been read.
 * @throws HttpError when the store answered with another status; the body was read. NetworkError when no answer could be
 * read: CORS, the network, or an error answer without CORS headers. An abort passes through as it is.
 */
export async function sendRequest(
  bucket: Bucket,
  request: ObjectRequest,
  options: SendOptions = {},
): Promise<Response> {
  const { url, headers } = await signRequest(bucket, request);
  return send(bucket, { ...attemptOf(request), signing: 'header' }, { url, headers }, options);
}

/** The same with the signature in the URL, which then needs no permission for the headers of a signature. */
export async function sendByUrl(
  bucket: Bucket,
  request: ObjectRequest,
  options: SendOptions = {},
): Promise<Response> {
  const { url } = await presignUrl(bucket, request, { expiresInSeconds: LIFE_SECONDS });
  return send(
    bucket,
    { ...attemptOf(request), signing: 'url' },
    { url, headers: request.headers ?? {} },
    options,
  );
}

async function send(
  bucket: Bucket,
  attempt: DiagnosedRequest,
  signed: { readonly url: string; readonly headers: Readonly<Record<string, string>> },
  { body = null, signal }: SendOptions,
): Promise<Response> {
  const { method } = attempt;
  const failed = { method, url: withoutQuery(signed.url) };
  const init: RequestInit = { method, headers: signed.headers, body, credentials: 'omit', cache: 'no-store' };
  let response: Response;
  try {
    response = await bucket.fetch(signed.url, { ...init, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NetworkError(failed, attempt, { cause: error });
  }
  if (response.ok) return response;
  const text = await response.text().catch(() => '');
  throw new HttpError(failed, response.status, await bucket.store.readError(text, response.headers));
}

/** Rules do not look at the key, and probes need one: a request about the bucket itself is diagnosed by that of an object. */
function attemptOf({ method, key, headers = {} }: ObjectRequest): DiagnosedRequest {
  return { method, key: key === '' ? 'bucket-preflight' : key, headers };
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
