import { type Bucket, type DiagnosedRequest, diagnose } from 'bucket-preflight';
import { type DocumentUndo, verifyRules } from './own-server.js';

/**
 * Waits until a store answers by its new rules. Resolves to whether it does; rejects when it cannot be asked.
 *
 * @param asked - Called before each round with its number, from 1.
 */
export type Verify = (asked: (round: number) => void, signal: AbortSignal) => Promise<boolean>;

/** Stores need seconds; none is known to need longer. */
const LONGEST_MS = 60_000;
const FIRST_PAUSE_MS = 500;

/** By preflights that the page's own server sends, for each request about which the rules have changed. */
export function verifyByServer(store: string, undo: DocumentUndo): Verify {
  // The server pauses by itself.
  return inRounds((signal) => verifyRules(store, undo, signal), 0);
}

/** By what the browser lets this page do: the request is let through, or it is not yet. */
export function verifyByPage(bucket: Bucket, request: DiagnosedRequest): Verify {
  return inRounds(
    async (signal) =>
      (await diagnose(bucket, request, { signal, useCredentials: false })).code === 'ok.allowed',
    FIRST_PAUSE_MS,
  );
}

function inRounds(isVerified: (signal: AbortSignal) => Promise<boolean>, firstPauseMs: number): Verify {
  return async (asked, signal) => {
    const endMs = performance.now() + LONGEST_MS;
    for (let round = 1, pauseMs = firstPauseMs; ; round += 1, pauseMs *= 2) {
      asked(round);
      if (await isVerified(signal)) return true;
      if (performance.now() + pauseMs > endMs) return false;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      signal.throwIfAborted();
    }
  };
}
