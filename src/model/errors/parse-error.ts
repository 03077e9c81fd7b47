import type { Issue } from '../issue.js';
import type { Wording } from '../wording.js';
import { BucketPreflightError } from './bucket-preflight-error.js';
import { listIssues } from './list-issues.js';

/**
 * A document is not what it should be: XML or JSON that is not well formed, or of another kind. Where it is of the right
 * kind, {@link ParseError.issues} lists every value in it that cannot be right. `ERR_PARSE`.
 */
export class ParseError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'ParseError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_PARSE';
  /** Every problem at once, each with its path and value. */
  readonly issues: readonly Issue[];
  /** What the message begins with as data, where it can be said in other languages. */
  declare readonly wording?: Wording;

  constructor(what: string, issues: readonly Issue[] = [], options?: ErrorOptions) {
    super(listIssues(what, issues), options);
    this.issues = issues;
  }
}
