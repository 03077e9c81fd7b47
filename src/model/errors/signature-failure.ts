import type { HttpError } from './http-error.js';

/** What goes with the failure of what should have led to a signature. */
export interface SignatureFailureOptions extends ErrorOptions {
  /** What the store had answered before, where that is why another signature was wanted. */
  readonly refusal?: HttpError;
}

/** What is added to the message of such a failure: what the store had answered before. */
export function refusalInWords(refusal: HttpError | undefined): string {
  return refusal === undefined
    ? ''
    : `\nAsked for since the store refused the signature before: ${refusal.message}`;
}
