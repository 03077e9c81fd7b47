import { headerOf } from '../exchange.js';
import type { ListRequest, Operation, UploadListRequest } from '../operation.js';
import { isOverride, readCount, readOverrides } from '../query-parameters.js';
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
const LIST_PARAMETERS = ['prefix', 'delimiter', 'marker', 'max-keys', 'encoding-type'];
const UPLOAD_LIST_PARAMETERS = [
  'uploads',
  'prefix',
  'max-uploads',
  'key-marker',
  'upload-id-marker',
  'encoding-type',
];
/** `x-cos-sdk-retry` is what the vendor's clients say of themselves. */
const KNOWN_HEADERS = /^x-cos-(security-token|forbid-overwrite|sdk-retry|meta-.*)$/;
const MAX_PAGE = 1000;

/** What a COS request asks for. */
export function readOperation(request: ParsedRequest): Operation {
  const operation = byTarget(request);
  if (operation === null) return { name: 'NotBuilt', what: describe(request), header: null };
  const header = request.headers.find(([name]) => isNotBuilt(name, operation.name))?.[0];
  if (header !== undefined) return { name: 'NotBuilt', what: `The header ${header}`, header };
  return operation;
}

function byTarget(request: ParsedRequest): Operation | null {
  const { method, at } = request;
  const asked = askedParameters(at);
  if (at.bucket === null) return method === 'GET' && asked.length === 0 ? { name: 'ListBuckets' } : null;
  if (at.key === null) return onBucket(request, at.bucket, asked);
  return onObject(request, { bucket: at.bucket, key: at.key }, asked);
}

function onBucket(request: ParsedRequest, bucket: string, asked: readonly string[]): Operation | null {
  const { method } = request;
  if (asked.length === 1 && asked[0] === 'cors') {
    if (method === 'GET') return { name: 'GetCors', bucket };
    if (method === 'PUT') return { name: 'PutCors', bucket };
    return method === 'DELETE' ? { name: 'DeleteCors', bucket } : null;
  }
  if (method === 'GET' && asked.every((name) => LIST_PARAMETERS.includes(name))) {
    return { name: 'ListObjects', bucket, list: readList(request.at) };
  }
  if (method === 'GET' && asked.includes('uploads')) {
    const isKnown = asked.every((name) => UPLOAD_LIST_PARAMETERS.includes(name));
    return isKnown ? { name: 'ListUploads', bucket, list: readUploadList(request.at) } : null;
  }
  if (asked.length > 0) return null;
  if (method === 'PUT') return { name: 'CreateBucket', bucket };
  if (method === 'HEAD') return { name: 'HeadBucket', bucket };
  if (method === 'DELETE') return { name: 'DeleteBucket', bucket };
  const isForm = /^multipart\/form-data\b/i.test(headerOf(request, 'content-type') ?? '');
  return method === 'POST' && isForm ? { name: 'PostForm', bucket } : null;
}

function onObject(
  { method, at }: ParsedRequest,
  object: { readonly bucket: string; readonly key: string },
  asked: readonly string[],
): Operation | null {
  if (asked.includes('uploadId')) return onUpload(method, at, object, asked);
  const overrides = readOverrides(at.query);
  const isRead = asked.every(isOverride);
  if (method === 'GET' && isRead) return { name: 'GetObject', ...object, overrides };
  if (method === 'HEAD' && isRead) return { name: 'HeadObject', ...object, overrides };
  if (method === 'POST' && asked.length === 1 && asked[0] === 'uploads') {
    return { name: 'InitiateMultipart', ...object };
  }
  if (asked.length > 0) return null;
  if (method === 'PUT') return { name: 'PutObject', ...object };
  return method === 'DELETE' ? { name: 'DeleteObject', ...object } : null;
}

function onUpload(
  method: string,
  at: Target,
  object: { readonly bucket: string; readonly key: string },
  asked: readonly string[],
): Operation | null {
  const upload = { ...object, uploadId: queryValue(at, 'uploadId') ?? '' };
  const isOnly = (...names: string[]): boolean =>
    asked.every((name) => [...names, 'uploadId'].includes(name));
  if (method === 'PUT' && asked.includes('partNumber') && isOnly('partNumber')) {
    return { name: 'UploadPart', ...upload, partNumber: queryValue(at, 'partNumber') ?? '' };
  }
  if (method === 'GET' && isOnly('max-parts', 'part-number-marker')) {
    const maxParts = readCount(at, 'max-parts', MAX_PAGE);
    const afterPart = readCount(at, 'part-number-marker', Number.MAX_SAFE_INTEGER, 0);
    return { name: 'ListParts', ...upload, afterPart, maxParts };
  }
  if (!isOnly()) return null;
  if (method === 'POST') return { name: 'CompleteMultipart', ...upload };
  return method === 'DELETE' ? { name: 'AbortMultipart', ...upload } : null;
}

function readList(at: Target): ListRequest {
  const marker = queryValue(at, 'marker') ?? '';
  return {
    prefix: queryValue(at, 'prefix') ?? '',
    delimiter: queryValue(at, 'delimiter') ?? '',
    maxKeys: readCount(at, 'max-keys', MAX_PAGE),
    after: marker,
    encodeKeys: queryValue(at, 'encoding-type') === 'url',
    version: 1,
    asked: { marker, startAfter: '', continuationToken: null },
  };
}

function readUploadList(at: Target): UploadListRequest {
  return {
    prefix: queryValue(at, 'prefix') ?? '',
    maxUploads: readCount(at, 'max-uploads', MAX_PAGE),
    afterKey: queryValue(at, 'key-marker') ?? '',
    afterUploadId: queryValue(at, 'upload-id-marker') ?? '',
    encodeKeys: queryValue(at, 'encoding-type') === 'url',
  };
}

function isNotBuilt(name: string, operation: Operation['name']): boolean {
  if (name.startsWith('x-cos-')) return !KNOWN_HEADERS.test(name);
  // Processing of images, by Tencent's other service.
  if (name.startsWith('x-ci-') || name === 'pic-operations') return true;
  const isConditional = name === 'if-match' || name === 'if-none-match' || name === 'if-unmodified-since';
  return isConditional && operation !== 'GetObject' && operation !== 'HeadObject';
}

function askedParameters(at: Target): string[] {
  const names = at.query.map(([name]) => name).filter((name) => !SIGNATURE_PARAMETERS.includes(name));
  return [...new Set(names)];
}

function describe({ method, at }: ParsedRequest): string {
  const on = at.bucket === null ? 'service' : at.key === null ? 'bucket' : 'object';
  const names = askedParameters(at);
  return `${method} on ${on}${names.length > 0 ? ` with ?${names.join('&')}` : ''}`;
}
