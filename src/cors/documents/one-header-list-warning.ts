import type { DocumentWarning } from './cors-document.js';

/** What is to be said of every document of Google Cloud Storage. */
export const ONE_HEADER_LIST: Omit<DocumentWarning, 'path'> = {
  code: 'one-header-list',
  message: 'One list names the headers that may be sent and those that may be read: it is taken for both.',
};
