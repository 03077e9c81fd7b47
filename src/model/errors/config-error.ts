import type { Issue } from '../issue.js';
import { BucketPreflightError } from './bucket-preflight-error.js';
import { listIssues } from './list-issues.js';

/** Bad options, rules or requests: {@link ConfigError.issues} lists every problem at once. `ERR_CONFIG`. */
export class ConfigError extends BucketPreflightError {
  override readonly name = 'ConfigError';
  readonly code = 'ERR_CONFIG';
  readonly issues: readonly Issue[];

  constructor(what: string, issues: readonly Issue[]) {
    super(listIssues(what, issues));
    this.issues = issues;
  }
}
