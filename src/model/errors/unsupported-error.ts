import type { Issue } from '../issue.js';
import { BucketPreflightError } from './bucket-preflight-error.js';

/** The call cannot work here: a page diagnosis outside a browser, a key that no browser can address. `ERR_UNSUPPORTED`. */
export class UnsupportedError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'UnsupportedError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_UNSUPPORTED';
  /** Why it cannot, as findings with codes. Mostly empty: then the message says it all. */
  readonly issues: readonly Issue[];

  constructor(message: string, options: ErrorOptions & { readonly issues?: readonly Issue[] } = {}) {
    const { issues = [], ...rest } = options;
    super(message, rest);
    this.issues = issues;
  }
}
