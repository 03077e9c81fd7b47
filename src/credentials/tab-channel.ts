import { letNodeEnd } from '../waiting/let-node-end.js';
import { LONGEST_TIMER_MS } from '../waiting/time-limit.js';
import { type Announcement, readAnnouncement, writeAnnouncement } from './announcement.js';
import type { ObtainedCredentials, TurnOptions } from './turns.js';

/** What a tab tells the others, and what it heard of them. It keeps nothing but in memory. */
export interface TabChannel {
  /** Begins to listen. Where channels are forbidden, nothing is ever heard. */
  readonly open: () => void;
  /** Credentials that another tab announced since, or has when it is asked now, if they are wanted. */
  readonly find: (options: TurnOptions) => Promise<ObtainedCredentials | undefined>;
  /** Gives these to every tab that asks, until they end. */
  readonly keep: (obtained: ObtainedCredentials, now: Date) => Promise<void>;
  /** Tells the tabs that listen now what is kept. */
  readonly tell: () => void;
  /** Stops to listen, unless something is kept. */
  readonly closeUnlessKept: () => void;
}

/** What a tab that has no credentials says. Everything else is an announcement. */
const WANTED = 'wanted';
/** How long other tabs have to answer: those that do not within this are asleep. */
const LONGEST_REPLY_MS = 300;

/**
 * A channel of that name between the tabs of an origin. A tab that has credentials to give holds a shared lock, so that no
 * tab waits for an answer where nobody is.
 *
 * @param locks - `undefined`: it cannot be known whether others are there, and each question waits for an answer.
 */
export function tabChannel(
  name: string,
  locks: LockManager | undefined,
  Channel: typeof BroadcastChannel,
): TabChannel {
  const presence = `${name} present`;
  let channel: BroadcastChannel | undefined;
  let heard: unknown;
  let kept: Announcement | undefined;
  let endTimer: ReturnType<typeof setTimeout> | undefined;
  let listener: ((message: unknown) => void) | undefined;
  let leave: (() => void) | undefined;

  const open = (): void => {
    if (channel !== undefined) return;
    try {
      channel = new Channel(name);
    } catch {
      return;
    }
    letNodeEnd(channel);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data !== WANTED) {
        heard = data;
        listener?.(data);
      } else if (kept !== undefined) channel?.postMessage(kept);
    };
  };

  const close = (): void => {
    channel?.close();
    leave?.();
    channel = heard = kept = leave = undefined;
  };

  /** Until the lock is held: whoever asks next must see it. Where locks are forbidden, it is never held. */
  const enter = (): Promise<void> =>
    new Promise((entered) => {
      const stay = () =>
        new Promise<void>((left) => {
          leave = left;
          entered();
        });
      const hold = async () => locks?.request(presence, { mode: 'shared' }, stay);
      hold().then(
        () => entered(),
        () => entered(),
      );
    });

  const countOthers = async (): Promise<number> => {
    try {
      const all = (await locks?.query())?.held?.filter((lock) => lock.name === presence);
      return all === undefined ? Number.POSITIVE_INFINITY : all.length - (leave === undefined ? 0 : 1);
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  };

  const find = async (options: TurnOptions): Promise<ObtainedCredentials | undefined> => {
    const wanted = async (message: unknown) => {
      const obtained = await readAnnouncement(message, options.now(), options.needs);
      return obtained !== undefined && options.isWanted(obtained) ? obtained : undefined;
    };
    const known = await wanted(heard);
    if (known !== undefined) return known;
    const others = await countOthers();
    if (others === 0 || channel === undefined) return undefined;
    const asked = channel;
    return new Promise((resolve) => {
      let replies = 0;
      const end = (found?: ObtainedCredentials) => {
        clearTimeout(timer);
        listener = undefined;
        resolve(found);
      };
      const timer = setTimeout(end, LONGEST_REPLY_MS);
      listener = async (message) => {
        const found = await wanted(message);
        replies += 1;
        if (found !== undefined || replies >= others) end(found);
      };
      asked.postMessage(WANTED);
    });
  };

  return {
    open,
    find,
    keep: async (obtained, now) => {
      open();
      if (channel === undefined) return;
      kept = writeAnnouncement(obtained);
      clearTimeout(endTimer);
      const lifeMs = (obtained.credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY) - now.getTime();
      endTimer = setTimeout(close, Math.min(lifeMs, LONGEST_TIMER_MS));
      letNodeEnd(endTimer);
      if (leave === undefined) await enter();
    },
    tell: () => channel?.postMessage(kept),
    closeUnlessKept: () => {
      if (kept === undefined) close();
    },
  };
}
