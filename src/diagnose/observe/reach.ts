import type { Reach } from '../page.js';
import type { Limits } from './send-probe.js';

/**
 * Sends a `no-cors` GET, which needs nobody's permission and whose answer nobody can read, to see whether any answer
 * comes. Listens meanwhile for the page's own policy.
 *
 * @see https://www.w3.org/TR/CSP3/#violation-events
 */
export async function reach(url: string, limits: Limits): Promise<Reach> {
  const { signal, timeoutMs } = limits;
  const { origin } = new URL(url);
  let blocked = false;
  const watch = (event: Event) => {
    const { effectiveDirective, blockedURI } = event as SecurityPolicyViolationEvent;
    blocked ||= effectiveDirective === 'connect-src' && blockedURI.startsWith(origin);
  };
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), timeoutMs);
  const signals = signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]);
  const target: EventTarget = typeof document === 'undefined' ? globalThis : document;
  target.addEventListener('securitypolicyviolation', watch);
  try {
    await fetch(url, { mode: 'no-cors', cache: 'no-store', credentials: 'omit', signal: signals });
    return 'answered';
  } catch {
    signal?.throwIfAborted();
    // The event comes in a task of its own, after the promise is rejected.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return blocked ? 'csp' : 'unreachable';
  } finally {
    clearTimeout(timer);
    target.removeEventListener('securitypolicyviolation', watch);
    stop.abort();
  }
}
