import type { Issue } from '../issue.js';
import { BucketPreflightError } from './bucket-preflight-error.js';
import { listIssues } from './list-issues.js';

/** Bad options, rules or requests: {@link ConfigError.issues} lists every problem at once. `ERR_CONFIG`. */
export class ConfigError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'ConfigError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_CONFIG';
  /** Every problem at once, each with its path and value. */
  readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super(listIssues(what, issues));
    this.issues = issues;
  }
}
