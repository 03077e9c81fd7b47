// Loaded where tabs give each other what they got.
import { tabChannel } from './tab-channel.js';
import type { Turns } from './turns.js';

/**
 * Turns in which a tab first looks whether another has what it wants, and tells the others what it got.
 *
 * @param alone - The same without that.
 * @param name - Of the channel between the tabs.
 */
export function sharedTurns(
  alone: Turns,
  name: string,
  locks: LockManager | undefined,
  Channel: typeof BroadcastChannel,
): Turns {
  const channel = tabChannel(name, locks, Channel);
  let takers = 0;
  return {
    take: async (ask, options) => {
      takers += 1;
      // Before it waits: another tab may announce credentials meanwhile.
      channel.open();
      try {
        return await alone.take(async () => {
          const found = await channel.find(options);
          const obtained = found ?? (await ask());
          await channel.keep(obtained, options.now());
          if (found === undefined) channel.tell();
          return obtained;
        }, options);
      } finally {
        takers -= 1;
        if (takers === 0) channel.closeUnlessKept();
      }
    },
  };
}
