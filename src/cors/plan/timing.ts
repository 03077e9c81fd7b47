/** Measures and waits. */
export interface Timing {
  /** Milliseconds since some moment; never goes back. */
  readonly nowMs: () => number;
  /** Resolves after so many milliseconds. Rejects with the reason of the signal. */
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** The platform's own. */
export const platformTime: Timing = {
  nowMs: () => performance.now(),
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
