import type { Bucket } from '../transport/bucket.js';
import { sendRequest } from '../transport/send-request.js';

/** What `putObject()` takes besides the body. */
export interface PutObjectOptions {
  /** The object's media type. Default: the Blob's own type, else `application/octet-stream`. */
  readonly contentType?: string;
  /** Further headers, signed and sent, such as `x-amz-meta-…`. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** What the store said to an upload. */
export interface PutObjectResult {
  /** The object's `ETag`, quotes included. `null` in a page when no rule exposes it. */
  readonly etag: string | null;
}

/**
 * Uploads an object in one request, signed in its headers: `PUT /key`. In a page a preflight comes first.
 *
 * @param body - Text goes as UTF-8. The `Content-Type` that is signed is the one that is sent.
 * @throws HttpError when the store refused and said why. NetworkError when no answer could be read: then call
 * `diagnose(bucket, error.attempt)`. CredentialsError when the credentials cannot be had.
 */
export async function putObject(
  bucket: Bucket,
  key: string,
  body: Blob | Uint8Array<ArrayBuffer> | string,
  options: PutObjectOptions = {},
): Promise<PutObjectResult> {
  const type =
    options.contentType ??
    (body instanceof Blob && body.type !== '' ? body.type : 'application/octet-stream');
  const headers = { ...options.headers, 'content-type': type };
  // A string body would get ";charset=UTF-8" appended by some browsers, which breaks the signature; bytes do not.
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const response = await sendRequest(bucket, { method: 'PUT', key, headers }, { body: bytes, ...signal });
  return { etag: response.headers.get('etag') };
}
