import type { Bucket } from '../transport/bucket.js';
import { sendRequest } from '../transport/send-request.js';

/**
 * Downloads an object, signed in its headers: `GET /key`. In a page a preflight comes first.
 *
 * @returns The answer; read its body with `blob()`, `arrayBuffer()` or `text()`.
 * @throws HttpError (`NoSuchKey`, `AccessDenied` …), NetworkError and CredentialsError as `putObject`.
 */
export function getObject(
  bucket: Bucket,
  key: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Response> {
  return sendRequest(bucket, { method: 'GET', key }, options);
}
