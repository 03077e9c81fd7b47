import { type ErrorReader, readByLoaded } from '../load-error-reader.js';

/** `readCosError()`, loaded when the first error is read. */
export const readCosError: ErrorReader = (body, headers) =>
  readByLoaded(async () => (await import('./read-error.js')).readCosError, body, headers);
