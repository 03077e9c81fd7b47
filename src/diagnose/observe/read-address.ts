import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import type { CacheUse, OnceOutcome } from '../page.js';
import { watchPolicy } from './watch-policy.js';

/**
 * Reads an address as it stands, without a signature, out of whatever cache answers or past the browser's own. Follows no
 * redirect, and ends the transfer when the headers are there.
 *
 * @returns Its answer has no body. Never rejects, except with the signal's reason.
 */
export async function readAddress(
  method: string,
  url: string,
  use: CacheUse,
  limits: Limits,
): Promise<OnceOutcome> {
  const startMs = performance.now();
  const limit = startTimeLimit(limits);
  const isBlocked = watchPolicy(url);
  const outcome = (kind: OnceOutcome['kind'], answer: OnceOutcome['answer'] = null): OnceOutcome => ({
    kind,
    answer,
    durationMs: performance.now() - startMs,
  });
  try {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      credentials: 'omit',
      // To reload would put right what is looked for.
      cache: use === 'kept' ? 'default' : 'no-store',
      signal: limit.signal,
    });
    if (response.type === 'opaqueredirect') return outcome('redirect');
    const answer = { status: response.status, body: '' };
    await response.body?.cancel();
    return outcome('answer', answer);
  } catch {
    limits.signal?.throwIfAborted();
    const failed = outcome(limit.isUp() ? 'timeout' : 'failed');
    return (await isBlocked()) ? { ...failed, kind: 'csp' } : failed;
  } finally {
    void isBlocked();
    limit.end();
  }
}
