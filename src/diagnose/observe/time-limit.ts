/** Limits of one request. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** A limit that runs. */
export interface TimeLimit {
  /** Aborts when the time is up, when the caller's signal does, and at the end. */
  readonly signal: AbortSignal;
  /** Whether the time is up, as engines word an abort in different ways. */
  readonly isUp: () => boolean;
  /** Ends it, and with it a request that is still under way. */
  readonly end: () => void;
}

/** Starts the time of one request. */
export function startTimeLimit({ timeoutMs, signal }: Limits): TimeLimit {
  const stop = new AbortController();
  const abort = () => stop.abort();
  let isUp = false;
  const timer = setTimeout(() => {
    isUp = true;
    abort();
  }, timeoutMs);
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: stop.signal,
    isUp: () => isUp,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      abort();
    },
  };
}
