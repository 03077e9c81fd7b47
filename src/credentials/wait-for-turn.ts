import { startTimeLimit } from '../waiting/time-limit.js';

/** A tab that holds the lock for longer may hang. */
const LONGEST_WAIT_MS = 5_000;

/**
 * Does work while no other tab of the origin does work of that name. Waits at most five seconds for the others, and not at
 * all where locks are forbidden: then the work is done all the same.
 *
 * @param signal - Ends the waiting, with its reason.
 * @see https://w3c.github.io/web-locks/
 */
export async function waitForTurn<Result>(
  locks: LockManager,
  name: string,
  signal: AbortSignal,
  work: () => Promise<Result>,
): Promise<Result> {
  const limit = startTimeLimit({ timeoutMs: LONGEST_WAIT_MS, signal });
  let begun: Promise<Result> | undefined;
  try {
    await locks.request(name, { signal: limit.signal }, () => {
      begun = work();
      return begun;
    });
  } catch {
    // Waited too long, given up, forbidden here (sandboxed frames), or the work itself failed, which `begun` tells.
  } finally {
    limit.end();
  }
  signal.throwIfAborted();
  return begun ?? work();
}
