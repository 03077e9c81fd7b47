import type { Issue } from '../issue.js';
import { BucketPreflightError } from './bucket-preflight-error.js';
import type { HttpError } from './http-error.js';
import { listIssues } from './list-issues.js';
import { refusalInWords, type SignatureFailureOptions } from './signature-failure.js';

/**
 * The app's own server, which should sign requests, did not: it does not answer, refuses, or its answer is of no use. The
 * store was not asked, so this is no matter of its CORS configuration. `ERR_SIGNER`.
 */
export class SignerError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'SignerError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_SIGNER';
  /** Every problem at once, each with its path and value. */
  readonly issues: readonly Issue[];
  /** Why it was asked once more: what the store answered to a request with the signature before. */
  declare readonly refusal?: HttpError;

  constructor(what: string, issues: readonly Issue[] = [], options: SignatureFailureOptions = {}) {
    const { refusal, ...rest } = options;
    super(listIssues(what, issues) + refusalInWords(refusal), rest);
    this.issues = issues;
    if (refusal !== undefined) this.refusal = refusal;
  }
}
