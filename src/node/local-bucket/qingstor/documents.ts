import { isBucketName } from '../bucket-name.js';
import type { DocumentReaders, NamedPart } from '../dialect.js';
import { Refusal } from '../refusal.js';
import { decodeUtf8 } from '../xml/xml-documents.js';
import { readCors } from './cors-document.js';
import { parseJsonObject } from './parse-json.js';

/** The documents of QingStor's requests. It has no temporary keys. */
export const qingstorDocuments: DocumentReaders = {
  isBucketName,
  // The vendor's client sends an empty one.
  checkCreateBucket: async (document) => {
    if (document.byteLength > 0)
      throw new Refusal('not-implemented', { what: 'A document with a new bucket', header: null });
  },
  readCors,
  readParts: async (document) => readParts(document),
};

/** `{"object_parts": [{"part_number": 0}, …]}`; a part may have its `etag`, in quotes or not. */
function readParts(document: Uint8Array): NamedPart[] {
  const { object_parts: parts } = parseJsonObject(decodeUtf8(document));
  if (!Array.isArray(parts)) throw new Refusal('malformed-document', {});
  return parts.map((part: unknown) => {
    const { part_number: partNumber, etag = null } =
      typeof part === 'object' && part !== null ? (part as Readonly<Record<string, unknown>>) : {};
    const isNumber = Number.isInteger(partNumber) && Number(partNumber) >= 0;
    if (!isNumber || (etag !== null && typeof etag !== 'string')) throw new Refusal('malformed-document', {});
    return {
      partNumber: Number(partNumber),
      etag: etag === null ? null : etag.replaceAll('"', '').toLowerCase(),
    };
  });
}
