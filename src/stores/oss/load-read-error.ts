import { type ErrorReader, readByLoaded } from '../load-error-reader.js';

/** `readOssError()`, loaded when the first error is read. */
export const readOssError: ErrorReader = (body, headers) =>
  readByLoaded(async () => (await import('./read-error.js')).readOssError, body, headers);
