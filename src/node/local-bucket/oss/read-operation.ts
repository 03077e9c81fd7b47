import type { Operation, OperationName } from '../operation.js';
import { operationReader } from '../operation-reader.js';
import { LIST_PARAMETERS } from '../read-object-list.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { checkObjectName } from './object-name.js';
import { readCount, readList } from './read-list.js';
import { isSubResource } from './sub-resources.js';

/** In a query but asking for nothing: what presigned URLs have there. */
const SIGNATURE_PARAMETERS = [
  'Expires',
  'OSSAccessKeyId',
  'Signature',
  'security-token',
  'x-oss-additional-headers',
  'x-oss-credential',
  'x-oss-date',
  'x-oss-expires',
  'x-oss-security-token',
  'x-oss-signature',
  'x-oss-signature-version',
];
const KNOWN_HEADERS = /^x-oss-(date|content-sha256|security-token|user-agent|meta-.*)$/;

/**
 * What a request to OSS asks for. Where an object is read, a parameter that names no sub-resource, such as one that gets
 * round a cache, is passed over, as V1 passes it over when it signs. That V4 does too is likely. Anywhere else it may be a
 * sub-resource that is not known here, and without it another thing would be done.
 *
 * @throws ServiceError | Refusal for a name that no object can have, and parameters that cannot be read.
 */
export const readOperation: (request: ParsedRequest) => Operation = operationReader({
  isOfSignature: (name) => SIGNATURE_PARAMETERS.includes(name),
  objectList: {
    parameters: LIST_PARAMETERS,
    read: (at) => (queryValue(at, 'fetch-owner') === 'true' ? null : readList(at)),
  },
  // `encoding-type` is not among what is known: keys in these answers are not encoded.
  partList: {
    parameters: ['max-parts', 'part-number-marker'],
    read: (at) => ({
      maxParts: readCount(at, 'max-parts', { absent: 1000, min: 1, max: 1000 }),
      afterPart: readCount(at, 'part-number-marker', { absent: 0, min: 0, max: 10_000 }),
    }),
  },
  isPassedOverByReads: (name) => !isSubResource(name),
  checkKey: checkObjectName,
  isNotBuilt,
});

function isNotBuilt(name: string, operation: OperationName): boolean {
  if (!name.startsWith('x-oss-') || KNOWN_HEADERS.test(name)) return false;
  if (name === 'x-oss-forbid-overwrite') return operation !== 'PutObject';
  return name !== 'x-oss-range-behavior' || (operation !== 'GetObject' && operation !== 'HeadObject');
}
