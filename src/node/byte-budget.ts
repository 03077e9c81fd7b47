/** Bounds the bytes that are held for many at one time. */
export interface ByteBudget {
  /** Asks for so many more bytes. `false`: there is no room for them, and nothing changes. */
  readonly take: (bytes: number) => boolean;
  /** Gives back what was taken. */
  readonly give: (bytes: number) => void;
}

/** A budget of which nothing has been taken. */
export function createByteBudget(maxBytes: number): ByteBudget {
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken + bytes > maxBytes) return false;
      taken += bytes;
      return true;
    },
    give: (bytes) => {
      taken -= bytes;
    },
  };
}
