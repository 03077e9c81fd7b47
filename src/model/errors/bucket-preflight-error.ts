/** The stable codes of every error this SDK throws. */
export type ErrorCode =
  | 'ERR_CHANGED'
  | 'ERR_CONFIG'
  | 'ERR_CREDENTIALS'
  | 'ERR_HTTP'
  | 'ERR_NETWORK'
  | 'ERR_PARSE'
  | 'ERR_SIGNER'
  | 'ERR_UNSUPPORTED';

const brand = Symbol.for('bucket-preflight.error');

/**
 * Base of every error this SDK throws. `code` says which; `isBucketPreflightError` recognises one even when two
 * copies of the SDK are on a page. Aborts are not wrapped: the `AbortError` of the platform passes through.
 *
 * No error holds a secret key, a token or a signature, in no field and in no message.
 */
export abstract class BucketPreflightError extends Error {
  /** One of {@link ErrorCode}. */
  abstract readonly code: ErrorCode;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // Not enumerable, so that loggers do not print it; by a registered symbol, so that another copy of the SDK sees it.
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Tells whether a value is an error of this SDK, of this copy or another one on the page. */
export function isBucketPreflightError(value: unknown): value is BucketPreflightError {
  return typeof value === 'object' && value !== null && Reflect.get(value, brand) === true;
}
