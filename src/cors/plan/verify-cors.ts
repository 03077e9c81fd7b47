import { checkPreflight } from '../../fetch-standard/check-preflight.js';
import { standard } from '../../fetch-standard/engines/standard.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { UnsupportedError } from '../../model/errors.js';
import { objectUrl } from '../../signing/object-url.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';
import { untilAborted } from '../../waiting/until-aborted.js';
import { comparableValue } from './answer-headers.js';
import type { ExpectedRequest } from './changed-requests.js';
import { platformTime, type Timing } from './timing.js';

/** How long and how it asks. */
export interface VerifyCorsOptions {
  /**
   * For how long it asks, in milliseconds; an answer that has not come by then, counts for none. Default 60,000: no store is
   * known to need longer.
   */
  readonly deadlineMs?: number;
  /** The object that is asked for; it need not exist. Default `bucket-preflight-verify`. */
  readonly key?: string;
  /** A fresh name for each preflight, so that no cache answers it. Default: random. */
  readonly freshId?: () => string;
  /** Measures and waits. Default: the platform's. */
  readonly timing?: Timing;
  /** Ends it early: it is rejected with the signal’s reason. */
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
    const limit = (timing.endAfter ?? platformTime.endAfter)(Math.max(0, endMs - timing.nowMs()));
    const answers = await Promise.all(pending.map((request) => ask(bucket, request, options, limit)));
    signal?.throwIfAborted();
    pending = pending.flatMap((request, index) => {
      const { isExpected = false, status = null } = answers[index] ?? {};
      return isExpected ? [] : [{ ...request, status }];
    });
    const leftMs = endMs - timing.nowMs();
    if (pending.length === 0 || leftMs <= 0) return { verified: pending.length === 0, pending, rounds };
    await timing.wait(Math.min(pauseMs, leftMs), signal);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }
}

/** The status is `null` where nobody answered in time; that is neither a permission nor a refusal. */
async function ask(
  bucket: Bucket,
  expected: ExpectedRequest,
  { key = 'bucket-preflight-verify', freshId = () => crypto.randomUUID(), signal }: VerifyCorsOptions,
  limit: AbortSignal,
): Promise<{ readonly isExpected: boolean; readonly status: number | null }> {
  const { origin, method, headers, allowed = true, answers = {} } = expected;
  const query = bucket.store.harmlessQuery(method, freshId());
  const asked = {
    origin,
    'access-control-request-method': method,
    ...(headers.length === 0 ? {} : { 'access-control-request-headers': headers.join(',') }),
  };
  const ended = AbortSignal.any(signal === undefined ? [limit] : [limit, signal]);
  const read = async () => {
    const answer = await bucket.fetch(objectUrl(bucket.location, key, query), {
      method: 'OPTIONS',
      headers: asked,
      redirect: 'manual',
      cache: 'no-store',
      signal: ended,
    });
    // Read to its end, so that the connection is free again.
    await answer.arrayBuffer();
    return answer;
  };
  let response: Response;
  try {
    // Whoever answers may not look at the signal.
    response = await untilAborted(read(), ended);
  } catch {
    return { isExpected: false, status: null };
  }
  const entries: HeaderEntry[] = [...response.headers];
  const answer = { status: response.status, headers: entries };
  const refused = checkPreflight({ origin, method, unsafeHeaders: headers }, answer, standard);
  const isWorded = Object.entries(answers).every(([name, value]) => {
    const wanted = comparableValue(name, value === null ? [] : [[name, value]]);
    return comparableValue(name, entries) === wanted;
  });
  return { isExpected: (refused === null) === allowed && isWorded, status: response.status };
}
