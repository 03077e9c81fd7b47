import type { CorsIssueCode } from '../../model/cors-issue-code.js';
import type { Issue } from '../../model/issue.js';
import type { CorsFix } from './cors-fix.js';

/** `error`: it does not work. `warning`: it may not work, or gives away too much. `hint`: it is of no use, or could be better. */
export type CorsIssueSeverity = 'error' | 'warning' | 'hint';

/**
 * What comes of an issue. `refused`: the store takes none of the configuration. `may-be-refused`: whether it does is not
 * known. `never-matches`: the store takes it, but no browser's request can match it. `may-not-match`: likewise, as far as
 * is known. `dangerous`: it works, and gives away more than it should. `useless`: nothing would change without it.
 * `lacking`: what is wanted does not work with it, or not well.
 */
export type CorsIssueEffect =
  | 'refused'
  | 'may-be-refused'
  | 'never-matches'
  | 'may-not-match'
  | 'dangerous'
  | 'useless'
  | 'lacking';

/** One thing about a CORS configuration. */
export interface CorsIssue extends Issue {
  /** What is wrong, for programs: listed in `docs/cors-issues.md`. */
  readonly code: CorsIssueCode;
  /** How much it matters. */
  readonly severity: CorsIssueSeverity;
  /** What comes of it. */
  readonly effect: CorsIssueEffect;
  /** The number that is exceeded, where there is one. */
  readonly limit?: number;
  /** The vendor's page or the section of the standard that says so. */
  readonly source?: string;
  /** What mends it, where that is known. */
  readonly fix?: CorsFix;
}
