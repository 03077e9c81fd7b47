import type { OnceOutcome, Probe } from '../page.js';
import type { Limits } from './send-probe.js';

/**
 * Sends a request and follows no redirect: a redirect leads wherever the server likes, with whatever headers it carries.
 *
 * @returns Never rejects, except with the signal's reason.
 * @see https://fetch.spec.whatwg.org/#concept-filtered-response-opaque-redirect
 */
export async function sendOnce(
  { method, url, headers }: Probe,
  { timeoutMs, signal }: Limits,
): Promise<OnceOutcome> {
  const startMs = performance.now();
  const stop = new AbortController();
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    stop.abort();
  }, timeoutMs);
  const abort = () => stop.abort();
  signal?.addEventListener('abort', abort, { once: true });
  const outcome = (kind: OnceOutcome['kind'], answer: OnceOutcome['answer'] = null): OnceOutcome => ({
    kind,
    answer,
    durationMs: performance.now() - startMs,
  });
  try {
    signal?.throwIfAborted();
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const response = await fetch(url, {
      method,
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: hasBody ? BODY : null,
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: stop.signal,
    });
    if (response.type === 'opaqueredirect') return outcome('redirect');
    return outcome('answer', { status: response.status, body: await response.text() });
  } catch {
    signal?.throwIfAborted();
    return outcome(timedOut ? 'timeout' : 'failed');
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

const BODY = /* @__PURE__ */ new Uint8Array([0x78]);
