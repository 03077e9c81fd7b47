import { tabChannel } from './tab-channel.js';
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
  const inTurn = <Result>(signal: AbortSignal, work: () => Promise<Result>): Promise<Result> =>
    locks === undefined ? work() : waitForTurn(locks, lockName, signal, work);
  if (shareAs === undefined || Channel === undefined) {
    return locks === undefined ? noTurns : { take: (ask, { signal }) => inTurn(signal, ask) };
  }
  const channel = tabChannel(lockName, locks, Channel);
  let takers = 0;
  return {
    take: async (ask, options) => {
      takers += 1;
      // Before it waits: another tab may announce credentials meanwhile.
      channel.open();
      try {
        return await inTurn(options.signal, async () => {
          const found = await channel.find(options);
          const obtained = found ?? (await ask());
          await channel.keep(obtained, options.now());
          if (found === undefined) channel.tell();
          return obtained;
        });
      } finally {
        takers -= 1;
        if (takers === 0) channel.closeUnlessKept();
      }
    },
  };
}
