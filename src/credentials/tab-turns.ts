import { noTurns, type Turns } from './turns.js';
import { waitForTurn } from './wait-for-turn.js';

/** What lets the tabs of an origin know of each other, as far as it is there: `globalThis` has both in a page. */
export interface TabEnvironment {
  /** `locks` is absent over plain http. */
  readonly navigator?: { readonly locks?: LockManager };
  readonly BroadcastChannel?: typeof BroadcastChannel;
}

/**
 * Turns among the tabs and workers of an origin, where the platform lets them know of each other; elsewhere there are no
 * turns, and nothing fails. Nothing is stored.
 *
 * @param name - What is asked for: tabs with the same name ask one after another, by a Web Lock `bucket-preflight <name>`.
 * @param shareAs - A name under which tabs also give each other what they got, by a `BroadcastChannel`: whoever takes turns
 * by this name must be the same user with the same rights. Then this name is the lock's, whatever is asked for.
 */
export function tabTurns(
  name: string,
  shareAs: string | undefined,
  environment: TabEnvironment = globalThis,
): Turns {
  const { navigator, BroadcastChannel: Channel } = environment;
  const locks = navigator?.locks;
  const lockName = `bucket-preflight ${shareAs ?? name}`;
  const alone: Turns =
    locks === undefined ? noTurns : { take: (ask, { signal }) => waitForTurn(locks, lockName, signal, ask) };
  if (shareAs === undefined || Channel === undefined) return alone;
  // Where it cannot be had, each tab asks for its own.
  const load = () => import('./shared-turns.js').catch(() => undefined);
  // Now, so that the first question need not wait for it.
  load();
  let shared: Turns | undefined;
  return {
    take: async (ask, options) => {
      const part = await load();
      shared ??= part?.sharedTurns(alone, lockName, locks, Channel);
      return (shared ?? alone).take(ask, options);
    },
  };
}
