import type { Credentials } from '../model/credentials.js';
import type { CredentialNeeds } from './read-credential-fields.js';

/** Credentials, and when they were got: their life is counted from then on. */
export interface ObtainedCredentials {
  readonly credentials: Credentials;
  /** As `Date` counts, by the corrected clock. */
  readonly obtainedAtMs: number;
}

/** What a turn depends on. */
export interface TurnOptions {
  readonly now: () => Date;
  /** What there must be in credentials of another tab. */
  readonly needs: CredentialNeeds;
  /** Whether another tab's would do: not those that the store refused, and none that are due for renewal. */
  readonly isWanted: (obtained: ObtainedCredentials) => boolean;
  /** Ends the waiting for a turn, with its reason. */
  readonly signal: AbortSignal;
}

/** Lets the tabs of an app ask for credentials one after another. */
export interface Turns {
  /**
   * Asks when it is this one's turn, or takes what another tab got meanwhile.
   *
   * @param ask - Called once at most.
   */
  readonly take: (
    ask: () => Promise<ObtainedCredentials>,
    options: TurnOptions,
  ) => Promise<ObtainedCredentials>;
}

/** Where there are no other tabs. */
export const noTurns: Turns = { take: (ask) => ask() };
