import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import type { Reach } from '../page.js';

/**
 * Sends a `no-cors` GET, which needs nobody's permission and whose answer nobody can read, to see whether any answer
 * comes. Listens meanwhile for the page's own policy.
 *
 * @see https://www.w3.org/TR/CSP3/#violation-events
 */
export async function reach(url: string, limits: Limits): Promise<Reach> {
  const { origin } = new URL(url);
  let blocked = false;
  const watch = (event: Event) => {
    const { effectiveDirective, blockedURI, disposition } = event as SecurityPolicyViolationEvent;
    // A policy that only reports stops nothing.
    blocked ||=
      effectiveDirective === 'connect-src' && disposition === 'enforce' && originOf(blockedURI) === origin;
  };
  const limit = startTimeLimit(limits);
  const target: EventTarget = typeof document === 'undefined' ? globalThis : document;
  target.addEventListener('securitypolicyviolation', watch);
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal: limit.signal });
    return 'answered';
  } catch {
    limits.signal?.throwIfAborted();
    // The event comes in a task of its own, after the promise is rejected.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (blocked) return 'csp';
    return limit.isUp() ? 'timeout' : 'unreachable';
  } finally {
    target.removeEventListener('securitypolicyviolation', watch);
    limit.end();
  }
}

/** Empty when the violation names no URL but a keyword. */
function originOf(uri: string): string {
  try {
    return new URL(uri).origin;
  } catch {
    return '';
  }
}
