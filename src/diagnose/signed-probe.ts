import { explainRequest } from '../fetch-standard/explain-request.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Bucket } from '../transport/bucket.js';
import { presignUrl, signRequest } from '../transport/sign-request.js';
import type { Page, Probe } from './page.js';
import { probeId } from './probe-id.js';

/** A probe with the real signature, and the names that its preflight asks for. */
export interface SignedProbe extends Probe {
  readonly unsafeHeaders: readonly string[];
}

/** Long enough for the one request that follows. */
const LIFE_SECONDS = 60;

/**
 * Signs the request, but about a part of an upload that does not exist: a store that accepts the signature must answer that
 * there is no such upload. The key is the real one, as what the credentials may do, and what an app's server signs, depends on
 * it: the signature covers the query, so that it breaks where something in front drops the query and passes the signature on.
 *
 * @param until - Ends the waiting for credentials.
 * @throws ConfigError, CredentialsError, UnsupportedError as `signRequest`.
 */
export async function signedProbe(
  page: Page,
  bucket: Bucket,
  { method, key, headers = {}, signing }: DiagnosedRequest,
  until: { readonly signal?: AbortSignal },
): Promise<SignedProbe> {
  const query = bucket.store.harmlessQuery(method, probeId(page));
  const signable = { method, key, headers, query };
  const signed =
    signing === 'url'
      ? { ...(await presignUrl(bucket, signable, { expiresInSeconds: LIFE_SECONDS, ...until })), headers }
      : await signRequest(bucket, signable, until);
  const entries = Object.entries(signed.headers);
  const { unsafeHeaders, preflight } = explainRequest({ origin: page.origin, method, headers: entries });
  return { method, url: signed.url, headers: entries, isSimple: preflight === null, unsafeHeaders };
}
