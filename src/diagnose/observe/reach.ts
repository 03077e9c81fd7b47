import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import type { Reach } from '../page.js';
import { watchPolicy } from './watch-policy.js';

/**
 * Sends a `no-cors` GET, which needs nobody's permission and whose answer nobody can read, to see whether any answer
 * comes. Listens meanwhile for the page's own policy.
 *
 * @returns Never rejects, except with the signal's reason.
 */
export async function reach(url: string, limits: Limits): Promise<Reach> {
  const limit = startTimeLimit(limits);
  const isBlocked = watchPolicy(url);
  let answered = false;
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal: limit.signal });
    answered = true;
  } catch {
    limits.signal?.throwIfAborted();
  } finally {
    limit.end();
  }
  const blocked = await isBlocked();
  if (answered) return 'answered';
  if (blocked) return 'csp';
  return limit.isUp() ? 'timeout' : 'unreachable';
}
