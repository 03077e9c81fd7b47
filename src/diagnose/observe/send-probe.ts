import type { Limits } from '../../waiting/time-limit.js';
import type { Probe, ProbeOutcome } from '../page.js';
import { probeBody } from './probe-body.js';
import { watchPolicy } from './watch-policy.js';
import { watchTiming } from './watch-timing.js';

/**
 * Sends a probe and watches what becomes of it. A browser tells a page nothing of a refused preflight, but it reports the
 * upload of a body as soon as the preflight has passed, even when it then withholds the answer.
 *
 * @param tellsByTiming - Whether the timing entry of a failed request has a duration only when the request itself was
 * sent. True in Firefox, which withholds the upload events.
 * @returns Never rejects, except with the signal's reason.
 */
export function sendProbe(probe: Probe, limits: Limits, tellsByTiming: boolean): Promise<ProbeOutcome> {
  return new Promise((resolve, reject) => {
    const { signal } = limits;
    if (signal?.aborted) return reject(signal.reason);
    const startMs = performance.now();
    const xhr = new XMLHttpRequest();
    const body = probeBody(probe.method);
    const hasBody = body !== null;
    const isBlocked = watchPolicy(probe.url);
    let uploaded = false;
    const abort = () => {
      xhr.abort();
      reject(signal?.reason);
    };
    const end = (passed: boolean | null, via: ProbeOutcome['via'], answer: ProbeOutcome['answer'] = null) => {
      signal?.removeEventListener('abort', abort);
      const outcome = { passed, via, answer, durationMs: performance.now() - startMs };
      if (via !== 'error') return resolve(outcome);
      void isBlocked().then((blocked) =>
        resolve(blocked ? { ...outcome, passed: null, via: 'event' } : outcome),
      );
    };
    // A request that needs no preflight is always sent, and so its entry tells nothing.
    const preflighted = !probe.isSimple && (hasBody || probe.headers.length > 0);
    const wasSent = tellsByTiming && preflighted ? watchTiming(probe.url) : undefined;
    xhr.open(probe.method, probe.url);
    for (const [name, value] of probe.headers) xhr.setRequestHeader(name, value);
    xhr.timeout = limits.timeoutMs;
    if (hasBody && !probe.isSimple) {
      xhr.upload.onprogress = ({ loaded }) => {
        uploaded ||= loaded > 0;
      };
      xhr.upload.onload = () => {
        uploaded = true;
      };
    }
    xhr.onload = () => {
      const headerNames = xhr.getAllResponseHeaders().match(/^[^:\s]+/gm) ?? [];
      end(true, 'readable', { status: xhr.status, body: xhr.responseText, headerNames });
    };
    xhr.ontimeout = () => end(uploaded ? true : null, 'timeout');
    xhr.onerror = async () => {
      if (uploaded) return end(true, 'upload');
      if ((await wasSent?.()) === true) return end(true, 'timing-entry');
      // Without timing, reading requests show nothing of their preflight, and a made-up signature may be answered without CORS headers.
      const masked = !tellsByTiming && !hasBody && probe.headers.some(([name]) => name === 'authorization');
      return end(masked ? null : false, 'error');
    };
    // The last event of any request: the watch ends, whatever became of it.
    xhr.onloadend = () => {
      void wasSent?.();
      void isBlocked();
    };
    signal?.addEventListener('abort', abort, { once: true });
    xhr.send(body);
  });
}
