import { type ErrorReader, readByLoaded } from '../load-error-reader.js';

/** `readQingstorError()`, loaded when the first error is read. */
export const readQingstorError: ErrorReader = (body, headers) =>
  readByLoaded(async () => (await import('./read-error.js')).readQingstorError, body, headers);
