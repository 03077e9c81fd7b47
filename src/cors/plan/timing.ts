import { LONGEST_TIMER_MS } from '../../waiting/time-limit.js';

/** Measures and waits. */
export interface Timing {
  /** Milliseconds since some moment; never goes back. */
  readonly nowMs: () => number;
  /** Resolves after so many milliseconds. Rejects with the reason of the signal. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A signal that aborts after so many milliseconds. Default: `AbortSignal.timeout()`. */
  readonly endAfter?: (ms: number) => AbortSignal;
}

/** The platform's own. */
export const platformTime: Required<Timing> = {
  nowMs: () => performance.now(),
  endAfter: (ms) => AbortSignal.timeout(Math.ceil(Math.min(ms, LONGEST_TIMER_MS))),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', end);
        resolve();
      }, ms);
      if (signal?.aborted) end();
      else signal?.addEventListener('abort', end, { once: true });
    }),
};
