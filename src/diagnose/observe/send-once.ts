import { isSafelistedMethod } from '../../fetch-standard/safelisted-method.js';
import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import type { OnceOutcome, Probe } from '../page.js';
import { probeBody } from './probe-body.js';
import { watchPolicy } from './watch-policy.js';
import { watchTiming } from './watch-timing.js';

/**
 * Sends a request and follows no redirect: a redirect leads wherever the server likes, with whatever headers it carries.
 *
 * @param tellsByTiming - As for `sendProbe`.
 * @returns Never rejects, except with the signal's reason.
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
 */
export async function sendOnce(probe: Probe, limits: Limits, tellsByTiming: boolean): Promise<OnceOutcome> {
  const { method, url, headers, withCredentials } = probe;
  const startMs = performance.now();
  const limit = startTimeLimit(limits);
  const isBlocked = watchPolicy(url);
  const wasSent = tellsByTiming && isAskedFor(probe) ? watchTiming(url) : undefined;
  const outcome = (kind: OnceOutcome['kind'], answer: OnceOutcome['answer'] = null): OnceOutcome => ({
    kind,
    answer,
    durationMs: performance.now() - startMs,
  });
  try {
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: probeBody(method),
      redirect: 'manual',
      credentials: withCredentials === true ? 'include' : 'omit',
      cache: 'no-store',
      signal: limit.signal,
    });
    if (response.type === 'opaqueredirect') return outcome('redirect');
    const { status, type, headers: read } = response;
    const seen = { status, body: await response.text(), headerNames: [...read.keys()] };
    // What came from another origin says that it did; a service worker's own answer does not.
    const isMadeUp = type !== 'cors' && new URL(url).origin !== location.origin;
    return outcome('answer', isMadeUp ? { ...seen, isMadeUp } : seen);
  } catch {
    limits.signal?.throwIfAborted();
    const failed = outcome(limit.isUp() ? 'timeout' : 'failed');
    if (await isBlocked()) return { ...failed, kind: 'csp' };
    if (failed.kind === 'timeout') return failed;
    return (await wasSent?.()) === true ? { ...failed, kind: 'hidden' } : failed;
  } finally {
    void isBlocked();
    void wasSent?.();
    limit.end();
  }
}

/** Whether a browser asks before it sends this, when nobody listens to its upload. */
function isAskedFor({ method, headers }: Probe): boolean {
  return headers.length > 0 || !isSafelistedMethod(method);
}
