import { HttpError, NetworkError } from '../model/errors.js';
import type { Bucket } from './bucket.js';
import { type ObjectRequest, signRequest } from './sign-request.js';

/** What goes with a request besides what is signed. */
export interface SendOptions {
  /** The body. Give bytes or a Blob without a type: a browser adds a `Content-Type` of its own to text and typed Blobs. */
  readonly body?: Uint8Array<ArrayBuffer> | Blob | null;
  /** Ends the request; its reason is what the call rejects with. */
  readonly signal?: AbortSignal;
}

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
  const signed = await signRequest(bucket, request);
  const init: RequestInit = { method: request.method, headers: signed.headers };
  return sendSigned(bucket, signed.url, init, options);
}

/** Sends what is signed already. Throws as {@link sendRequest}. */
export async function sendSigned(
  bucket: Bucket,
  url: string,
  init: RequestInit,
  { body = null, signal }: SendOptions = {},
): Promise<Response> {
  const failed = { method: init.method ?? 'GET', url: withoutQuery(url) };
  let response: Response;
  try {
    response = await bucket.fetch(url, {
      ...init,
      body,
      credentials: 'omit',
      cache: 'no-store',
      signal: signal ?? null,
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NetworkError(failed, { cause: error });
  }
  if (response.ok) return response;
  const text = await response.text().catch(() => '');
  throw new HttpError(failed, response.status, await bucket.store.readError(text, response.headers));
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
