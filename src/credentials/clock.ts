/** Tells the time as the store sees it: that of the platform, put right once an answer has told how far it is off. */
export interface Clock {
  /** The time, corrected. */
  readonly now: () => Date;
  /** What is added to the platform's time, in milliseconds. 0 until something was learned. */
  readonly offsetMs: () => number;
  /**
   * Learns from what a server says the time is now. An invalid date teaches nothing.
   *
   * @param from - Whose time it is. Once the store has told its own, the app's server teaches nothing more. Default `store`.
   */
  readonly learn: (serverTime: Date, from?: TimeSource) => void;
}

/** Who told the time: the store, which looks at it, or the app's own server. */
export type TimeSource = 'store' | 'app';

/**
 * A clock over the platform's.
 *
 * @param platformNow - The platform's time, or the app's own idea of it.
 */
export function createClock(platformNow: () => Date): Clock {
  let offsetMs = 0;
  let knowsStore = false;
  return {
    // No new Date where nothing is added: the app may watch what its own clock gave.
    now: () => (offsetMs === 0 ? platformNow() : new Date(platformNow().getTime() + offsetMs)),
    offsetMs: () => offsetMs,
    learn: (serverTime, from = 'store') => {
      const learnedMs = serverTime.getTime() - platformNow().getTime();
      if (Number.isNaN(learnedMs) || (from === 'app' && knowsStore)) return;
      offsetMs = learnedMs;
      knowsStore ||= from === 'store';
    },
  };
}

/** A clock that is off by less is right enough: stores bear minutes, and headers count whole seconds. */
const LEAST_OFFSET_MS = 30_000;

/**
 * Lets a clock learn from an answer of the app's own server, unless it is right enough.
 *
 * @param serverTime - What the answer said the time was. An invalid date teaches nothing.
 * @param askedAt - When it was asked: at any moment since then the server may have looked at its clock. Default: now.
 * @returns Whether the clock was off.
 */
export function learnIfOff(clock: Clock, serverTime: Date, askedAt: Date = clock.now()): boolean {
  const isBefore = serverTime.getTime() <= askedAt.getTime() - LEAST_OFFSET_MS;
  const isAfter = serverTime.getTime() >= clock.now().getTime() + LEAST_OFFSET_MS;
  // Servers write the date when they begin to answer, so it is compared with now, when the answer is here.
  if (isBefore || isAfter) clock.learn(serverTime, 'app');
  return isBefore || isAfter;
}
