import { type ErrorReader, readByLoaded } from '../load-error-reader.js';

/** `readCephError()`, loaded when the first error is read. */
export const readCephError: ErrorReader = (body, headers) =>
  readByLoaded(async () => (await import('./read-error.js')).readCephError, body, headers);
