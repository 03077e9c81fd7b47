import { type Limits, startTimeLimit } from '../../waiting/time-limit.js';
import type { FromNull } from '../page.js';
import { probeBody } from './probe-body.js';

/** Runs in the worker. It says where it is, and what became of the request; never more than that. */
const CODE =
  'onmessage=({data:[u,i]})=>fetch(u,i).then(({type:t})=>t!=="opaqueredirect",()=>false).then(a=>postMessage([origin,a]))';

/**
 * Sends a request from the origin `null`: out of a worker whose code stands in a `data:` address. No service worker controls
 * it, it needs no element in the page, and a page that is a worker itself can start one, too.
 *
 * @returns `null` when the page's policy allows no such worker, or it would have the page's own origin. Rejects only with the
 * signal's reason.
 * @see https://html.spec.whatwg.org/multipage/workers.html#script-settings-for-workers
 */
export async function sendFromNull(
  { method, url, mode }: FromNull,
  limits: Limits,
): Promise<'answer' | 'failed' | 'timeout' | null> {
  const limit = startTimeLimit(limits);
  let worker: Worker | undefined;
  try {
    const outcome = await new Promise<'answer' | 'failed' | 'timeout' | null>((resolve) => {
      limit.signal.addEventListener('abort', () => resolve('timeout'), { once: true });
      worker = new Worker(`data:text/javascript,${encodeURIComponent(CODE)}`);
      worker.onerror = (event) => {
        event.preventDefault();
        resolve(null);
      };
      worker.onmessage = ({ data: [origin, isAnswered] }: MessageEvent<readonly [string, boolean]>) =>
        resolve(origin !== 'null' ? null : isAnswered ? 'answer' : 'failed');
      const body = mode === 'cors' ? probeBody(method) : null;
      const redirect = mode === 'cors' ? 'manual' : 'follow';
      worker.postMessage([url, { method, mode, body, redirect, credentials: 'omit', cache: 'no-store' }]);
    });
    limits.signal?.throwIfAborted();
    return outcome;
  } catch {
    limits.signal?.throwIfAborted();
    return null;
  } finally {
    worker?.terminate();
    limit.end();
  }
}
