import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import type { OnceOutcome, Probe } from '../page.js';
import { probeBody } from './probe-body.js';

/**
 * Sends a request and follows no redirect: a redirect leads wherever the server likes, with whatever headers it carries.
 *
 * @returns Never rejects, except with the signal's reason.
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
 */
export async function sendOnce({ method, url, headers }: Probe, limits: Limits): Promise<OnceOutcome> {
  const startMs = performance.now();
  const limit = startTimeLimit(limits);
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
      credentials: 'omit',
      cache: 'no-store',
      signal: limit.signal,
    });
    if (response.type === 'opaqueredirect') return outcome('redirect');
    return outcome('answer', { status: response.status, body: await response.text() });
  } catch {
    limits.signal?.throwIfAborted();
    return outcome(limit.isUp() ? 'timeout' : 'failed');
  } finally {
    limit.end();
  }
}
