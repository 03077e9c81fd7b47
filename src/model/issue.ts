import type { CorsIssueCode } from './cors-issue-code.js';
import type { Wording } from './wording.js';

/**
 * One problem with a value that was passed in. An error that reports bad input lists all of them.
 */
export interface Issue {
  /** What kind of problem, for programs: stable between releases. */
  readonly code: IssueCode | CorsIssueCode;
  /** Where: `endpoint`, `credentials.Expiration`, `rules[0].allowedOrigins`. */
  readonly path: string;
  /** The value seen, shortened, as text. A secret is replaced by its length. */
  readonly value: string;
  /** What is wrong with the value, and what to write instead. One or two sentences. */
  readonly message: string;
  /** The message as data, where it can be said in other languages: `corsIssueInWords()` does. */
  readonly wording?: Wording;
}

/**
 * `missing`: the field is needed and absent. `invalid`: it is there and cannot be right.
 * `unknown`: no such option exists. `expired`: it was right and is not any more. `limit`: more than the store takes.
 * `never-matches`: the store takes it, but no browser's request can match it. `deprecated`: it works, but not for long.
 * `dangerous`: it works, and gives away more than it should.
 */
export type IssueCode =
  | 'missing'
  | 'invalid'
  | 'unknown'
  | 'expired'
  | 'limit'
  | 'never-matches'
  | 'deprecated'
  | 'dangerous';
