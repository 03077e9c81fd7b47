/** What one request holds of a budget. */
export interface BodyLease {
  /** Asks for so many more bytes. `false`: there is no room for them, and nothing changes. */
  readonly take: (bytes: number) => boolean;
  /** Gives back everything that was taken. May be called again. */
  readonly release: () => void;
}

/**
 * Bounds the bytes of bodies that all requests of a server hold together while they come in.
 *
 * @returns A function that makes the lease of one request.
 */
export function createBodyBudget(maxBytes: number): () => BodyLease {
  let total = 0;
  return () => {
    let held = 0;
    return {
      take: (bytes) => {
        if (total + bytes > maxBytes) return false;
        total += bytes;
        held += bytes;
        return true;
      },
      release: () => {
        total -= held;
        held = 0;
      },
    };
  };
}
