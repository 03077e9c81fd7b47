import { checkPreflight } from '../../fetch-standard/check-preflight.js';
import { standard } from '../../fetch-standard/engines/standard.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { UnsupportedError } from '../../model/errors.js';
import { objectUrl } from '../../signing/object-url.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';
import type { ExpectedRequest } from './changed-requests.js';
import { platformTime, type Timing } from './timing.js';

/** How long and how it asks. */
export interface VerifyCorsOptions {
  /** For how long it asks, in milliseconds. Default 60,000: no store is known to need longer. */
  readonly deadlineMs?: number;
  /** The object that is asked for; it need not exist. Default `bucket-preflight-verify`. */
  readonly key?: string;
  /** A fresh name for each preflight, so that no cache answers it. Default: random. */
  readonly freshId?: () => string;
  /** Measures and waits. Default: the platform's. */
  readonly timing?: Timing;
  readonly signal?: AbortSignal;
}

/** What the store answered last. */
export interface VerifiedCors {
  /** Whether every request was answered as it should be. */
  readonly verified: boolean;
  /** Those that were not, up to the deadline, each with the status of its last answer; `null`: there was none. */
  readonly pending: readonly (ExpectedRequest & { readonly status: number | null })[];
  /** How often each request was asked at most. */
  readonly rounds: number;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5000;

/**
 * Asks the store by preflights, without credentials and each at a fresh URL, until every request is answered as expected:
 * stores need seconds until new rules answer. They change nothing. For Node and the like: a page cannot send them.
 *
 * @param requests - Such as `changedRequests(plan.before, plan.after, bucket.store)`.
 * @returns That the deadline has passed is no error.
 * @throws UnsupportedError in a page, where `diagnose()` tells the same of the page's own origin. An abort passes through.
 */
export async function verifyCors(
  bucket: Bucket,
  requests: readonly ExpectedRequest[],
  options: VerifyCorsOptions = {},
): Promise<VerifiedCors> {
  if (isPage())
    throw new UnsupportedError('A page cannot send preflights by itself: ask diagnose(bucket, request)');
  const { deadlineMs = 60_000, timing = platformTime, signal } = options;
  const endMs = timing.nowMs() + deadlineMs;
  let pauseMs = FIRST_PAUSE_MS;
  let pending: VerifiedCors['pending'] = requests.map((request) => ({ ...request, status: null }));
  for (let rounds = 1; ; rounds += 1) {
    const answers = await Promise.all(pending.map((request) => ask(bucket, request, options)));
    pending = pending.flatMap((request, index) => {
      const { allowed = null, status = null } = answers[index] ?? {};
      return allowed === (request.allowed ?? true) ? [] : [{ ...request, status }];
    });
    const leftMs = endMs - timing.nowMs();
    if (pending.length === 0 || leftMs <= 0) return { verified: pending.length === 0, pending, rounds };
    await timing.wait(Math.min(pauseMs, leftMs), signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** `allowed` is `null` where nobody answered. */
async function ask(
  bucket: Bucket,
  { origin, method, headers }: ExpectedRequest,
  { key = 'bucket-preflight-verify', freshId = () => crypto.randomUUID(), signal }: VerifyCorsOptions,
): Promise<{ readonly allowed: boolean | null; readonly status: number | null }> {
  const query = bucket.store.harmlessQuery(method, freshId());
  const asked = {
    origin,
    'access-control-request-method': method,
    ...(headers.length === 0 ? {} : { 'access-control-request-headers': headers.join(',') }),
  };
  let response: Response;
  try {
    response = await bucket.fetch(objectUrl(bucket.location, key, query), {
      method: 'OPTIONS',
      headers: asked,
      redirect: 'manual',
      cache: 'no-store',
      signal: signal ?? null,
    });
    // Read to its end, so that the connection is free again.
    await response.arrayBuffer();
  } catch {
    signal?.throwIfAborted();
    return { allowed: null, status: null };
  }
  const entries: HeaderEntry[] = [...response.headers];
  const answer = { status: response.status, headers: entries };
  const request = { origin, method, unsafeHeaders: headers };
  const refused = checkPreflight(request, answer, standard);
  return { allowed: refused === null, status: response.status };
}
