import type { ListRequest, Operation, OperationName } from '../operation.js';
import { operationReader } from '../operation-reader.js';
import { readCount } from '../query-parameters.js';
import { LIST_PARAMETERS, readObjectList } from '../read-object-list.js';
import { S3_PART_LIST } from '../read-part-list.js';
import { Refusal } from '../refusal.js';
import { type ParsedRequest, queryValue, type Target } from '../target.js';

/** In a query but asking for nothing: the signature's own, and the name that AWS's SDKs add for logs. */
const SIGNATURE_PARAMETERS = [
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  // What a read is told to say of checksums: none are kept.
  'x-amz-checksum-mode',
  'x-amz-sdk-checksum-algorithm',
  'x-id',
];
const KNOWN_HEADERS =
  /^x-amz-(date|content-sha256|security-token|user-agent|sdk-checksum-algorithm|checksum-.*|decoded-content-length|trailer|meta-.*)$/;
/** On the end of an upload in parts these are of the whole object, which is never read here. */
const CHECKSUM_OF_OBJECT = /^x-amz-checksum-(?!algorithm$|mode$)/;
const MAX_PAGE = 1000;

/** What an S3 request asks for. */
export const readOperation: (request: ParsedRequest) => Operation = operationReader({
  // A checksum in the query is looked at as one in a header.
  isOfSignature: (name) => SIGNATURE_PARAMETERS.includes(name) || name.startsWith('x-amz-checksum-'),
  postOnService: 'AssumeRole',
  objectList: {
    parameters: LIST_PARAMETERS,
    read: (at) => (queryValue(at, 'fetch-owner') === 'true' ? null : readList(at)),
  },
  partList: S3_PART_LIST,
  headOfUpload: true,
  isNotBuilt,
  headersInQuery: (at, operation) => (operation === 'CompleteMultipart' ? at.query : []),
  conditionsOfPut: ['if-match', 'if-none-match'],
});

function readList(at: Target): ListRequest {
  const type = readOnly(at, 'list-type', '2', 'Invalid List Type specified in Request');
  return readObjectList(at, {
    version: type === null ? 1 : 2,
    maxKeys: readCount(at, 'max-keys', MAX_PAGE),
    encodeKeys: readOnly(at, 'encoding-type', 'url', 'Invalid Encoding Method specified in Request') !== null,
  });
}

/** A parameter that has but one value. `null`: it is absent, or empty. @throws Refusal `invalid-argument`. */
function readOnly<Only extends string>(
  at: Target,
  argument: string,
  only: Only,
  message: string,
): Only | null {
  const value = queryValue(at, argument) ?? '';
  if (value === '') return null;
  if (value === only) return only;
  throw new Refusal('invalid-argument', { argument, value, message });
}

function isNotBuilt(name: string, operation: OperationName): boolean {
  if (operation === 'CompleteMultipart' && CHECKSUM_OF_OBJECT.test(name)) return true;
  return name.startsWith('x-amz-') && !KNOWN_HEADERS.test(name);
}
