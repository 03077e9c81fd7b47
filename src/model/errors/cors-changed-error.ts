import type { CorsConfiguration } from '../cors-configuration.js';
import { BucketPreflightError } from './bucket-preflight-error.js';

/** What goes with {@link CorsChangedError}. */
export interface CorsChange {
  /** What should have been there. */
  readonly expected: CorsConfiguration;
  /** What was there. */
  readonly found: CorsConfiguration;
  /** From the one to the other, as a unified diff of the store's documents. */
  readonly diff: string;
  /**
   * `before`: it was seen before anything was put, and nothing was. `after`: the configuration was put, and somebody else
   * replaced it at once.
   */
  readonly seen: 'before' | 'after';
}

/** Somebody else changed the bucket's CORS configuration meanwhile: plan again. `ERR_CHANGED`. */
export class CorsChangedError extends BucketPreflightError {
  /** The class, as it stands before the message. */
  override readonly name = 'CorsChangedError';
  /** The kind of error, for programs. It stays when names are minified. */
  readonly code = 'ERR_CHANGED';
  /** What should have been there. */
  readonly expected: CorsConfiguration;
  /** What was there. */
  readonly found: CorsConfiguration;
  /** From the one to the other, as a unified diff of the store’s documents. */
  readonly diff: string;
  /** `before`: nothing was put. `after`: the configuration was put, and somebody else replaced it at once. */
  readonly seen: 'before' | 'after';

  constructor(what: string, { expected, found, diff, seen }: CorsChange) {
    super(`${what}\n${diff}`);
    this.expected = expected;
    this.found = found;
    this.diff = diff;
    this.seen = seen;
  }
}
