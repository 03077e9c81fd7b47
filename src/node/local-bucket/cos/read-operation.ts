import type { Operation, OperationName, UploadListRequest } from '../operation.js';
import { operationReader } from '../operation-reader.js';
import { readCount } from '../query-parameters.js';
import { readObjectList } from '../read-object-list.js';
import { S3_PART_LIST } from '../read-part-list.js';
import { type ParsedRequest, queryValue, type Target } from '../target.js';

/** In a query but asking for nothing: the signature's own. */
const SIGNATURE_PARAMETERS = [
  'q-sign-algorithm',
  'q-ak',
  'q-sign-time',
  'q-key-time',
  'q-header-list',
  'q-url-param-list',
  'q-signature',
  'sign',
  'x-cos-security-token',
];
/** `x-cos-sdk-retry` is what the vendor's clients say of themselves. */
const KNOWN_HEADERS = /^x-cos-(security-token|forbid-overwrite|sdk-retry|meta-.*)$/;
const MAX_PAGE = 1000;

/** What a COS request asks for. */
export const readOperation: (request: ParsedRequest) => Operation = operationReader({
  isOfSignature: (name) => SIGNATURE_PARAMETERS.includes(name),
  objectList: {
    parameters: ['prefix', 'delimiter', 'marker', 'max-keys', 'encoding-type'],
    read: (at) =>
      readObjectList(at, {
        version: 1,
        maxKeys: readCount(at, 'max-keys', MAX_PAGE),
        encodeKeys: queryValue(at, 'encoding-type') === 'url',
      }),
  },
  uploadList: {
    parameters: ['prefix', 'max-uploads', 'key-marker', 'upload-id-marker', 'encoding-type'],
    read: readUploadList,
  },
  partList: S3_PART_LIST,
  isNotBuilt,
});

function readUploadList(at: Target): UploadListRequest {
  return {
    prefix: queryValue(at, 'prefix') ?? '',
    maxUploads: readCount(at, 'max-uploads', MAX_PAGE),
    afterKey: queryValue(at, 'key-marker') ?? '',
    afterUploadId: queryValue(at, 'upload-id-marker') ?? '',
    encodeKeys: queryValue(at, 'encoding-type') === 'url',
  };
}

function isNotBuilt(name: string, operation: OperationName): boolean {
  if (name === 'x-cos-forbid-overwrite') return operation !== 'PutObject';
  if (name.startsWith('x-cos-')) return !KNOWN_HEADERS.test(name);
  // Processing of images, by Tencent's other service.
  return name.startsWith('x-ci-') || name === 'pic-operations';
}
