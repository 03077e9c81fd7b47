import type { Credentials } from '../model/credentials.js';
import { untilAborted } from '../waiting/until-aborted.js';
import { type AskForCredentials, askForCredentials } from './ask-for-credentials.js';
import type { Clock } from './clock.js';
import { type CredentialNeeds, readCheckedCredentials } from './read-credential-fields.js';
import { type RenewalTimes, renewalTimes } from './renewal-times.js';
import { isSameCredentials } from './same-credentials.js';
import type { ObtainedCredentials, Turns } from './turns.js';

/**
 * How an app gives credentials: as a value, or as a function that asks the app's own server and returns what the STS
 * answered. The function is called again when they are about to expire.
 */
export type CredentialInput = Credentials | AskForCredentials;

/** What waits for credentials. An aborted signal ends the waiting of the one who gave it, with its reason. */
export interface WaitOptions {
  readonly signal?: AbortSignal;
}

/** Gives credentials that are valid now. */
export interface CredentialSource {
  /**
   * The credentials, asked for if need be. The same object until they are renewed.
   *
   * @throws CredentialsError when there are none that are valid.
   */
  readonly get: (options?: WaitOptions) => Promise<Credentials>;
  /**
   * Asks for others, once, after the store refused these, unless there are others already or are being asked for.
   *
   * @returns `undefined`: there are no others; they were given as a value, or the same came back.
   * @throws CredentialsError when others cannot be had.
   */
  readonly renew: (rejected: Credentials, options?: WaitOptions) => Promise<Credentials | undefined>;
}

/** What a source of credentials depends on. */
export interface SourceOptions {
  readonly clock: Clock;
  /** What there must be in an answer: `temporary` wants token and expiration, `long-lived` no token. */
  readonly needs: CredentialNeeds;
  /** How long before their end they are renewed. */
  readonly refreshBeforeSeconds: number;
  /** How long the function may take. */
  readonly timeoutMs: number;
  /** Between 0 and 1. */
  readonly random: () => number;
  /** Keeps the tabs of an app from asking all at once. */
  readonly turns: Turns;
  /** Makes what signatures need of fresh credentials, before anybody gets those. Its failure does no harm. */
  readonly prepare: (credentials: Credentials) => Promise<unknown>;
}

/** How long a renewal that failed is not tried again while the old credentials are valid. */
const PAUSE_MS = 10_000;

/**
 * Turns what the app gave into a source of valid credentials. A function is asked once at a time, however many requests
 * wait. While the credentials are still valid for a while, they are given at once and renewed in the background. A failed
 * call is not remembered.
 */
export function credentialSource(input: CredentialInput, options: SourceOptions): CredentialSource {
  return typeof input === 'function' ? askingSource(input, options) : fixedSource(input, options);
}

function fixedSource(input: Credentials, { clock, needs, prepare }: SourceOptions): CredentialSource {
  let read: Credentials | undefined;
  return {
    get: async ({ signal } = {}) => {
      signal?.throwIfAborted();
      if (read !== undefined && isValid(read, clock.now())) return read;
      // A value may leave out when it ends, as nobody could ask for another.
      read = await readCheckedCredentials(input, clock.now(), needs === 'temporary' ? 'any' : needs);
      // Nobody waits for it: the signature that is wanted now makes the same keys.
      attempt(prepare, read);
      return read;
    },
    renew: async (_rejected, { signal } = {}) => {
      signal?.throwIfAborted();
      return undefined;
    },
  };
}

/** What is given now. */
interface Current {
  readonly credentials: Credentials;
  times: RenewalTimes;
}

/** A question under way. */
interface Call {
  readonly answer: Promise<Credentials>;
  /** Ends it. */
  readonly stop: AbortController;
  /** How many wait for it, a renewal in the background included. */
  waiting: number;
}

function askingSource(input: AskForCredentials, options: SourceOptions): CredentialSource {
  const { clock, needs, turns, prepare, random, refreshBeforeSeconds } = options;
  let current: Current | undefined;
  let call: Call | undefined;
  // By what it holds: the same may come as another object.
  let refused: Credentials | undefined;
  const nowMs = () => clock.now().getTime();
  const isGood = (kept: Current | undefined): kept is Current =>
    kept !== undefined &&
    isValid(kept.credentials, clock.now()) &&
    !isSameCredentials(kept.credentials, refused);
  const timesOf = ({ credentials, obtainedAtMs }: ObtainedCredentials) =>
    renewalTimes(credentials, obtainedAtMs, refreshBeforeSeconds, random());

  const obtain = async (signal: AbortSignal): Promise<Credentials> => {
    const ask = async (): Promise<ObtainedCredentials> => {
      const credentials = await askForCredentials(input, { ...options, signal });
      // The server has no others: give them again, and let the store decide.
      if (isSameCredentials(credentials, refused)) refused = undefined;
      return { credentials, obtainedAtMs: nowMs() };
    };
    // Of another tab: nothing that the store refused, nothing that is here already, nothing that is due.
    const isWanted = (obtained: ObtainedCredentials) =>
      !isSameCredentials(obtained.credentials, refused) &&
      !isSameCredentials(obtained.credentials, current?.credentials) &&
      nowMs() < timesOf(obtained).renewAtMs;
    const obtained = await turns.take(ask, { now: clock.now, needs, isWanted, signal });
    const { credentials } = obtained;
    await attempt(prepare, credentials);
    // Others may have come since everybody has left.
    if (!signal.aborted) current = { credentials, times: timesOf(obtained) };
    return credentials;
  };

  const start = (): Call => {
    const stop = new AbortController();
    const started: Call = { answer: obtain(stop.signal), stop, waiting: 0 };
    call = started;
    return started;
  };

  const wait = async (signal?: AbortSignal): Promise<Credentials> => {
    const joined = call ?? start();
    joined.waiting += 1;
    try {
      return await untilAborted(joined.answer, signal);
    } finally {
      joined.waiting -= 1;
      // It is answered, or all have given up: the next one asks anew.
      if (joined.waiting === 0) {
        call = undefined;
        joined.stop.abort();
      }
    }
  };

  const pause = (kept: Current): void => {
    const atMs = nowMs() + PAUSE_MS;
    kept.times = { renewAtMs: atMs, tooOldAtMs: Math.max(kept.times.tooOldAtMs, atMs) };
  };

  const renewInBackground = async (old: Current): Promise<void> => {
    try {
      await wait();
    } catch {
      pause(old);
    }
  };

  return {
    get: async ({ signal } = {}) => {
      signal?.throwIfAborted();
      if (isGood(current) && nowMs() < current.times.tooOldAtMs) {
        if (nowMs() >= current.times.renewAtMs) renewInBackground(current);
        return current.credentials;
      }
      try {
        return await wait(signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (!isGood(current)) throw error;
        pause(current);
        return current.credentials;
      }
    },
    renew: async (rejected, { signal } = {}) => {
      signal?.throwIfAborted();
      if (current === undefined || isSameCredentials(rejected, current.credentials)) refused = rejected;
      if (isGood(current)) return current.credentials;
      const others = await wait(signal);
      return isSameCredentials(others, rejected) ? undefined : others;
    },
  };
}

function isValid({ expiration }: Credentials, now: Date): boolean {
  return expiration === undefined || expiration > now;
}

async function attempt(prepare: SourceOptions['prepare'], credentials: Credentials): Promise<void> {
  try {
    await prepare(credentials);
  } catch {
    // Whatever is wrong shows again in the signature that is wanted.
  }
}
