import type { UnsafeReason } from './unsafe-header.js';

/** What of a request makes the browser ask before it sends it. `explainCause()` puts it into words. */
export type PreflightCause =
  /** The method is not GET, HEAD or POST. */
  | { readonly kind: 'method'; readonly name: string; readonly why: 'method' }
  /** A header needs permission: by its name, or by what its value holds. */
  | {
      readonly kind: 'header';
      /** Lower-case. */
      readonly name: string;
      readonly why: Exclude<UnsafeReason, 'too-long' | 'too-long-together'>;
    }
  /** Its value is too long, or is with those of the other safelisted headers. */
  | {
      readonly kind: 'header';
      readonly name: string;
      readonly why: 'too-long' | 'too-long-together';
      /** What was counted: this value, or all safelisted values together. */
      readonly bytes: number;
      readonly maxBytes: number;
    }
  /** Listeners are on `xhr.upload`. */
  | { readonly kind: 'upload-listeners'; readonly name: 'upload listeners'; readonly why: 'upload-listeners' }
  /** The body is a stream. */
  | { readonly kind: 'stream'; readonly name: 'streamed body'; readonly why: 'stream' };
