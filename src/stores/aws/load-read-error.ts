import { type ErrorReader, readByLoaded } from '../load-error-reader.js';

/** `readAwsError()`, loaded when the first error is read. */
export const readAwsError: ErrorReader = (body, headers) =>
  readByLoaded(async () => (await import('./read-error.js')).readAwsError, body, headers);
