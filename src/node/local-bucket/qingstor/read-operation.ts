import type { Operation, OperationName } from '../operation.js';
import { operationReader } from '../operation-reader.js';
import { readCount } from '../query-parameters.js';
import { readObjectList } from '../read-object-list.js';
import type { ParsedRequest } from '../target.js';

const SIGNATURE_PARAMETERS = ['access_key_id', 'expires', 'signature'];
const KNOWN_HEADERS = /^x-qs-(date|meta-.*)$/;
const MAX_PAGE = 1000;
const DEFAULT_PAGE = 200;

/** What a QingStor request asks for. */
export const readOperation: (request: ParsedRequest) => Operation = operationReader({
  isOfSignature: (name) => SIGNATURE_PARAMETERS.includes(name),
  objectList: {
    parameters: ['prefix', 'delimiter', 'marker', 'limit'],
    read: (at) =>
      readObjectList(at, {
        version: 1,
        maxKeys: readCount(at, 'limit', MAX_PAGE, DEFAULT_PAGE),
        encodeKeys: false,
      }),
  },
  partList: {
    parameters: ['limit', 'part_number_marker'],
    read: (at) => ({
      maxParts: readCount(at, 'limit', MAX_PAGE, DEFAULT_PAGE),
      // Parts are counted from 0.
      afterPart: readCount(at, 'part_number_marker', Number.MAX_SAFE_INTEGER, -1),
    }),
  },
  uploadId: 'upload_id',
  partNumber: 'part_number',
  isNotBuilt,
});

function isNotBuilt(name: string, operation: OperationName): boolean {
  if (name.startsWith('x-qs-')) return !KNOWN_HEADERS.test(name);
  // Only the buckets of one zone; the digest of an object that is put together.
  if (name === 'location') return operation === 'ListBuckets';
  return name === 'etag' && operation === 'CompleteMultipart';
}
