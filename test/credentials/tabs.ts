import type { TabEnvironment } from '../../src/credentials/tab-turns.js';
import type { ObtainedCredentials, TurnOptions } from '../../src/credentials/turns.js';
import { EXPECTED, NOW } from './answers.js';
import type { TestLocks } from './lock-manager.js';
import { keyId } from './scene.js';

const opened: BroadcastChannel[] = [];
let names = 0;

/** Each test has channels of its own. */
export function newName(): string {
  names += 1;
  return `user-${names}`;
}

/** Closes what a test has opened. */
export function closeChannels(): void {
  for (const channel of opened.splice(0)) channel.close();
}

/** A channel as another program of the origin would have it, and what it heard. */
export function rawChannel(shareAs: string): {
  readonly channel: BroadcastChannel;
  readonly heard: unknown[];
} {
  const channel = new BroadcastChannel(`bucket-preflight ${shareAs}`);
  opened.push(channel);
  const heard: unknown[] = [];
  channel.onmessage = ({ data }: MessageEvent<unknown>) => heard.push(data);
  return { channel, heard };
}

/** The platform's own, and those of them that are open. */
export function countingChannels(): {
  readonly open: ReadonlySet<BroadcastChannel>;
  readonly Channel: typeof BroadcastChannel;
} {
  const open = new Set<BroadcastChannel>();
  class Counted extends BroadcastChannel {
    constructor(name: string) {
      super(name);
      open.add(this);
      opened.push(this);
    }
    override close(): void {
      open.delete(this);
      super.close();
    }
  }
  return { open, Channel: Counted };
}

/** A tab of the origin that these locks belong to. */
export function tab(
  locks: TestLocks | undefined,
  clientId = 'tab',
  Channel: typeof BroadcastChannel = countingChannels().Channel,
): TabEnvironment {
  const navigator = locks === undefined ? {} : { navigator: { locks: locks.of(clientId) } };
  return { ...navigator, BroadcastChannel: Channel };
}

export function obtained(number: number, startTime?: Date): ObtainedCredentials {
  const start = startTime === undefined ? {} : { startTime };
  return { credentials: { ...EXPECTED, accessKeyId: keyId(number), ...start }, obtainedAtMs: NOW.getTime() };
}

export function options(given: Partial<TurnOptions> = {}): TurnOptions {
  const { signal } = new AbortController();
  return { now: () => NOW, needs: 'temporary', isWanted: () => true, signal, ...given };
}

/** What tabs ask, counted, answered with one number after another. */
export function server(): {
  readonly count: () => number;
  readonly ask: () => Promise<ObtainedCredentials>;
} {
  let count = 0;
  return {
    count: () => count,
    ask: async () => {
      count += 1;
      return obtained(count);
    },
  };
}
