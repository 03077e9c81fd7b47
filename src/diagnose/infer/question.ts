import type { Reach } from '../page.js';
import type { Answer, Ask } from './cause.js';
import type { RuleFinding } from './classify-by-rules.js';

/** What rules say of a request. */
export interface Foretold extends Pick<RuleFinding, 'code' | 'conflicts'> {
  /** Whether these sets of names are what is refused; `null`: it cannot be seen. Comes with the rules, as nobody else has a need of it. */
  readonly isBorneOut: (
    question: Question,
    expected: readonly (readonly string[])[],
  ) => Promise<boolean | null>;
}

/** What is looked into, and the ways to ask. */
export interface Question {
  /** Sends one probe. Asked side by side where the answers do not depend on each other. */
  readonly ask: Ask;
  /** Sends what needs nobody's permission. */
  readonly reach: () => Promise<Reach>;
  readonly method: string;
  /** What was answered to sets of names with this method so far. Default: nothing. */
  readonly heard?: readonly (readonly [names: readonly string[], answer: Answer])[];
  /** The header names that the preflight asks for, lower-case, sorted. */
  readonly names: readonly string[];
  /** Whether the browser asks before it sends the request. */
  readonly needsPreflight: boolean;
  /** Whether the request has a body and a preflight, so that a browser tells which of its two legs failed. */
  readonly showsUploads: boolean;
  /**
   * Whether the first answer to a request of a method that changes things tells less: it is sent so that no redirect is
   * followed, and then an answer that cannot be read looks like a refusal.
   */
  readonly isFirstBlind: boolean;
  /** Whether the whole surely is refused, as an answer that cannot be read would have shown. Default false. */
  readonly isSeen?: boolean;
  /** Whether the store asks one rule alone for an origin, so that no two names are refused only together. Default false. */
  readonly isOneRule?: boolean;
  /**
   * Whether such stores are known to answer a made-up signature unreadably, so that this is looked for first. Default false: it is
   * not known.
   */
  readonly hidesSignatures?: boolean;
  /**
   * What rules say that were given or read; waited for where the request does not pass. They may be old: what they say is asked
   * about once or twice, and only what is otherwise is looked into as if there were none. Default: none are known.
   */
  readonly expected?: () => Promise<Foretold | null>;
}
