import type { Credentials } from '../model/credentials.js';
import { BucketPreflightError, CredentialsError } from '../model/errors.js';
import { readCredentials } from './read-credentials.js';
import { untilAborted } from './until-aborted.js';

/**
 * How an app gives credentials: as a value, or as a function that asks the app's own server and returns what the STS
 * answered. The function is called again when they are about to expire.
 */
export type CredentialInput = Credentials | (() => unknown);

/**
 * Gives credentials that are valid now. An aborted signal ends the waiting of the one who gave it, with its reason; the
 * question to the app's server goes on for whoever else waits.
 */
export type CredentialSource = (options?: { readonly signal?: AbortSignal }) => Promise<Credentials>;

/** Credentials this close to their end are renewed first: long enough for a slow upload to begin. */
const REFRESH_BEFORE_MS = 300_000;

/**
 * Turns what the app gave into a source of valid credentials. A function is asked once at a time, however many requests
 * wait, and again when less than five minutes, or a fifth of their life, are left. A failed call is not remembered; while
 * the credentials from before are still valid, they are given in its place.
 *
 * @param input - A value or a function; it may return a promise of any STS answer that {@link readCredentials} reads.
 * @param now - The clock.
 */
export function credentialSource(input: CredentialInput, now: () => Date): CredentialSource {
  if (typeof input !== 'function') {
    return async ({ signal } = {}) => {
      signal?.throwIfAborted();
      return readCredentials(input, now(), 'any');
    };
  }
  let current: { credentials: Credentials; renewAt: number } | undefined;
  let pending: Promise<Credentials> | undefined;
  let waiting = 0;
  const renew = async () => {
    try {
      const credentials = await readCredentials(await ask(input), now(), 'temporary');
      current = { credentials, renewAt: renewalTime(credentials, now()) };
      return credentials;
    } catch (error) {
      if (current !== undefined && isValid(current.credentials, now())) return current.credentials;
      throw error;
    }
  };
  const start = () => {
    const call: Promise<Credentials> = renew().finally(() => {
      if (pending === call) pending = undefined;
    });
    return call;
  };
  return async ({ signal } = {}) => {
    signal?.throwIfAborted();
    if (current !== undefined && now().getTime() < current.renewAt) return current.credentials;
    pending ??= start();
    waiting += 1;
    try {
      return await untilAborted(pending, signal);
    } finally {
      waiting -= 1;
      // All have given up, so it may hang: the next one asks anew.
      if (waiting === 0) pending = undefined;
    }
  };
}

function isValid({ expiration }: Credentials, now: Date): boolean {
  return expiration === undefined || expiration > now;
}

async function ask(input: () => unknown): Promise<unknown> {
  try {
    return await input();
  } catch (error) {
    if (error instanceof BucketPreflightError) throw error;
    throw new CredentialsError(
      'The credentials function failed: look at the server that it asks. The store was not asked, so this is not its CORS configuration',
      [],
      { cause: withoutQuote(error) },
    );
  }
}

/** What fails to read JSON quotes it, and here it holds a secret. */
function withoutQuote(error: unknown): unknown {
  return error instanceof SyntaxError ? new SyntaxError('The answer is not JSON; it is not shown') : error;
}

function renewalTime(credentials: Credentials, now: Date): number {
  const end = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
  return end - Math.min(REFRESH_BEFORE_MS, (end - now.getTime()) / 5);
}
