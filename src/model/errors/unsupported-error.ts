import type { Issue } from '../issue.js';
import { BucketPreflightError } from './bucket-preflight-error.js';

/** The call cannot work here: a page diagnosis outside a browser, a key that no browser can address. `ERR_UNSUPPORTED`. */
export class UnsupportedError extends BucketPreflightError {
  override readonly name = 'UnsupportedError';
  readonly code = 'ERR_UNSUPPORTED';
  /** Why it cannot, as findings with codes. Mostly empty: then the message says it all. */
  readonly issues: readonly Issue[];

  constructor(message: string, options: ErrorOptions & { readonly issues?: readonly Issue[] } = {}) {
    const { issues = [], ...rest } = options;
    super(message, rest);
    this.issues = issues;
  }
}
