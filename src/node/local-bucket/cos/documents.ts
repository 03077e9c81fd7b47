import type { DocumentReaders } from '../dialect.js';
import { Refusal } from '../refusal.js';
import { readXmlParts } from '../xml/xml-documents.js';
import { readCors } from './cors-document.js';

/** A name, and after it the number of the account, of ten digits: `photos-1250000000`. */
const BUCKET_NAME = /^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?-\d{10}$/;

/** The documents of COS's requests. Its token service has an address of its own. */
export const cosDocuments: DocumentReaders = {
  isBucketName: (name) => BUCKET_NAME.test(name),
  checkCreateBucket: async (document) => {
    // What it could ask for is to be kept in several places.
    if (document.byteLength > 0)
      throw new Refusal('not-implemented', { what: 'A document with a new bucket', header: null });
  },
  readCors,
  readParts: readXmlParts,
};
