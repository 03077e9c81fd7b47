import { ConfigError } from '../model/errors.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from '../transport/bucket.js';
import { callIssues } from '../transport/check-call.js';
import { sendRequest } from '../transport/send-request.js';
import { objectKeyIssues } from './object-key-issues.js';

/**
 * Downloads an object, signed in its headers: `GET /key`. In a page a preflight comes first.
 *
 * @returns The answer; read its body with `blob()`, `arrayBuffer()` or `text()`.
 * @throws ConfigError when the key is missing or empty, or an option is unknown. HttpError (`NoSuchKey`, `AccessDenied` …),
 * NetworkError and CredentialsError as `putObject`.
 */
export async function getObject(
  bucket: Bucket<SigningStore>,
  key: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Response> {
  const issues = [...callIssues(bucket, options, ['signal']), ...objectKeyIssues(key)];
  if (issues.length > 0) throw new ConfigError('The object cannot be got', issues);
  return sendRequest(bucket, { method: 'GET', key }, options);
}
