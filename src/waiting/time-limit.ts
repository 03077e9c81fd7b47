/** Limits of one request. */
export interface Limits {
  /** How long it may take, in milliseconds, at most 24 days. `Infinity` is as long as that. */
  readonly timeoutMs: number;
  /** The caller's own. */
  readonly signal: AbortSignal | undefined;
}

/** A limit that runs. */
export interface TimeLimit {
  /** Aborts when the time is up, when the caller's signal does, with its reason, and at the end. */
  readonly signal: AbortSignal;
  /** Whether the time is up, as engines word an abort in different ways. */
  readonly isUp: () => boolean;
  /** Ends it, and with it a request that is still under way. */
  readonly end: () => void;
}

/** Timers of more fire at once. @see https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-settimeout */
export const LONGEST_TIMER_MS: number = 2 ** 31 - 1;

/** Starts the time of one request. */
export function startTimeLimit({ timeoutMs, signal }: Limits): TimeLimit {
  const stop = new AbortController();
  const abort = () => stop.abort(signal?.reason);
  let isUp = false;
  const timer = setTimeout(
    () => {
      isUp = true;
      stop.abort(new DOMException('The time is up', 'TimeoutError'));
    },
    Math.min(timeoutMs, LONGEST_TIMER_MS),
  );
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: stop.signal,
    isUp: () => isUp,
    end: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      stop.abort();
    },
  };
}
