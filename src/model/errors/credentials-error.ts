import type { Issue } from '../issue.js';
import { BucketPreflightError } from './bucket-preflight-error.js';
import type { HttpError } from './http-error.js';
import { listIssues } from './list-issues.js';
import { refusalInWords, type SignatureFailureOptions } from './signature-failure.js';

/**
 * Credentials could not be had or cannot be used: the function that should return them failed, or its answer is
 * malformed or expired. `ERR_CREDENTIALS`.
 */
export class CredentialsError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'CredentialsError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_CREDENTIALS';
  /** Every problem at once, each with its path and value. */
  readonly issues: readonly Issue[];
  /** Why others were asked for: what the store answered to a request with those that there were. */
  declare readonly refusal?: HttpError;

  constructor(what: string, issues: readonly Issue[], options: SignatureFailureOptions = {}) {
    const { refusal, ...rest } = options;
    super(listIssues(what, issues) + refusalInWords(refusal), rest);
    this.issues = issues;
    if (refusal !== undefined) this.refusal = refusal;
  }
}
