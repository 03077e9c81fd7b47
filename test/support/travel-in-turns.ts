/** A network without wires: what is sent in one turn of the event loop travels side by side, which takes one round trip. */
export interface Turns {
  /** Resolves when what is sent now has arrived. */
  readonly travel: () => Promise<void>;
  /** How many round trips have begun. */
  readonly begun: () => number;
  /** How many of them have ended. */
  readonly ended: () => number;
}

export function travelInTurns(): Turns {
  let begun = 0;
  let ended = 0;
  let inFlight: Promise<void> | null = null;
  return {
    begun: () => begun,
    ended: () => ended,
    travel: () => {
      inFlight ??= new Promise((resolve) => {
        begun += 1;
        setImmediate(() => {
          inFlight = null;
          ended += 1;
          resolve();
        });
      });
      return inFlight;
    },
  };
}
