import type { Timing } from '../cors/plan/timing.js';

/** What a command has around it: everything that it reads and writes goes through here. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder of the user. */
  readonly home: string;
  /** Whether a person reads the output. */
  readonly isTerminal: boolean;
  /** Whether a person can be asked. */
  readonly canAsk: boolean;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** `-`: the standard input. Rejects with the system's error. */
  readonly readFile: (path: string) => Promise<string>;
  /**
   * Only the user may read what is written.
   *
   * @param replace - Whether a file that is there is replaced. Otherwise it rejects with `EEXIST`.
   */
  readonly writeFile: (path: string, text: string, replace: boolean) => Promise<void>;
  /** Removes a file that was written. */
  readonly removeFile: (path: string) => Promise<void>;
  /** What a person types. Empty: nothing more comes. */
  readonly ask: (question: string) => Promise<string>;
  /** What a shell command prints. Rejects when it fails; the error tells the exit code, and nothing of the output. */
  readonly runCommand: (command: string, signal: AbortSignal) => Promise<string>;
  /** Resolves when the user ends the program. */
  readonly untilInterrupted: () => Promise<void>;
  readonly now: () => Date;
  readonly timing: Timing;
  readonly fetch: typeof fetch;
}
