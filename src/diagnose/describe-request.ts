import { explainRequest } from '../fetch-standard/explain-request.js';
import type { PreflightCause } from '../fetch-standard/preflight-cause.js';
import type { HeaderEntry } from '../model/cors-exchange.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { SentRequest } from '../model/diagnosis.js';
import { loadPart } from '../model/load-part.js';
import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';

/** A request as the browser will send it, with what probes need to imitate it. */
export interface DescribedRequest {
  readonly sent: SentRequest;
  /** For each header name that a preflight asks for, the header that a probe sends instead: no probe carries a signature. */
  readonly standIns: ReadonlyMap<string, HeaderEntry>;
  /** The page's own headers, without those that the browser drops. */
  readonly pageHeaders: Readonly<Record<string, string>>;
}

/**
 * Signs the request, without sending it, to see which headers go out, and says what the browser asks for them.
 *
 * @param until - Ends the waiting for credentials.
 * @throws ConfigError, CredentialsError, UnsupportedError as `signRequest`.
 */
export async function describeRequest(
  bucket: Bucket,
  origin: string,
  request: DiagnosedRequest,
  until: { readonly signal?: AbortSignal },
): Promise<DescribedRequest> {
  const { method, key } = request;
  const url = objectUrl(bucket.location, key);
  const given = Object.entries(request.headers ?? {});
  const droppedHeaders = explainRequest({ origin, method, headers: given }).droppedHeaders.map(
    ({ name }) => name,
  );
  const pageHeaders = Object.fromEntries(given.filter(([name]) => !droppedHeaders.includes(name)));
  const kept = { method, key, query: {}, headers: pageHeaders };
  const { signer } = bucket.store;
  if (!isPlain(pageHeaders, signer.headerNames)) {
    const load = () => import('../transport/check-object-request.js');
    (await loadPart('What tells what cannot be signed', load)).checkObjectRequest(kept, signer);
  }
  until.signal?.throwIfAborted();
  // A signature in the URL adds no header.
  const { headers } =
    request.signing === 'url'
      ? kept
      : await bucket.signer.signHeaders({ ...kept, location: bucket.location }, until);
  const entries = Object.entries(headers);
  const { preflight, preflightCauses, ...explained } = explainRequest({
    origin,
    method,
    url,
    headers: entries,
  });
  return {
    sent: {
      origin,
      method: explained.method,
      url,
      unsafeHeaders: preflight?.headers ?? [],
      droppedHeaders,
      needsPreflight: preflight !== null,
      preflightCauses: preflightCauses.map(({ name }) => name),
    },
    pageHeaders,
    standIns: new Map(
      preflightCauses
        .filter(({ kind }) => kind === 'header')
        .map((cause) => [cause.name, standIn(cause, entries)]),
    ),
  };
}

/** Whether nothing but the page sets these headers, each once: names and values were looked at when diagnose() was called. */
function isPlain(headers: Readonly<Record<string, string>>, bySignature: readonly string[]): boolean {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return (
    new Set(names).size === names.length &&
    !names.some((name) => name === 'user-agent' || name === '__proto__' || bySignature.includes(name))
  );
}

/** Stores look at names, browsers at some values too: only where the value makes the header unsafe is it sent as it is. */
function standIn({ name, why }: PreflightCause, entries: readonly HeaderEntry[]): HeaderEntry {
  const value = entries.find(([entry]) => entry.toLowerCase() === name)?.[1] ?? '';
  return [name, why === 'name' ? '1' : value];
}
