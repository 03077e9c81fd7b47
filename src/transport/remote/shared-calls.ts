import { untilAborted } from '../../waiting/until-aborted.js';

interface SharedCall<Result> {
  readonly result: Promise<Result>;
  readonly stop: AbortController;
  waiting: number;
}

/** Makes a call, or waits for the one of that name which is under way. */
export type ShareCall<Result> = (
  name: string,
  signal: AbortSignal | undefined,
  call: (signal: AbortSignal) => Promise<Result>,
) => Promise<Result>;

/**
 * Lets those who ask for the same at the same time share one call. An aborted signal ends the waiting of the one who gave
 * it, with its reason; the call itself is aborted when nobody waits any more. Nothing is remembered of a call that ended.
 */
export function sharedCalls<Result>(): ShareCall<Result> {
  const underWay = new Map<string, SharedCall<Result>>();
  const start = (name: string, call: (signal: AbortSignal) => Promise<Result>): SharedCall<Result> => {
    const stop = new AbortController();
    const shared = { result: call(stop.signal), stop, waiting: 0 };
    const forget = () => {
      if (underWay.get(name) === shared) underWay.delete(name);
    };
    // Both ways, so that a failure which nobody waits for any more is no unhandled one.
    shared.result.then(forget, forget);
    underWay.set(name, shared);
    return shared;
  };
  return async (name, signal, call) => {
    signal?.throwIfAborted();
    const shared = underWay.get(name) ?? start(name, call);
    shared.waiting += 1;
    try {
      return await untilAborted(shared.result, signal);
    } finally {
      shared.waiting -= 1;
      if (shared.waiting === 0) {
        // It may hang: whoever comes now asks anew.
        if (underWay.get(name) === shared) underWay.delete(name);
        shared.stop.abort();
      }
    }
  };
}
