import { BodyTooSlow } from './exchange.js';

/** What a client must send of a body, so that one that drips cannot hold a connection for ever. */
export interface BodyPace {
  /** For so long a client may be waited for in any case, all waits for its body together. */
  readonly graceMs: number;
  /** From then on, so many bytes for each second that was waited. Time in which nobody reads does not count. */
  readonly minBytesPerSecond: number;
  /** A clock that never goes back, in milliseconds. */
  readonly monotonicMs: () => number;
}

/** Counts what one body has come to. */
export interface PaceKeeper {
  readonly received: (bytes: number) => void;
  /** Waits for more of it. @throws BodyTooSlow when too little has come for the time that was waited. */
  readonly wait: (more: () => Promise<void>) => Promise<void>;
}

/** Of a body of which nothing has come yet. */
export function keepPace({ graceMs, minBytesPerSecond, monotonicMs }: BodyPace): PaceKeeper {
  let [receivedBytes, waitedMs] = [0, 0];
  return {
    received: (bytes) => {
      receivedBytes += bytes;
    },
    wait: async (more) => {
      if (waitedMs > graceMs && receivedBytes < (waitedMs / 1000) * minBytesPerSecond) {
        throw new BodyTooSlow('The body comes too slowly.');
      }
      const begin = monotonicMs();
      await more();
      waitedMs += monotonicMs() - begin;
    },
  };
}
