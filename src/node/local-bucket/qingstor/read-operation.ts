import { headerOf } from '../exchange.js';
import type { ListRequest, Operation } from '../operation.js';
import { isOverride, readCount, readOverrides } from '../query-parameters.js';
import { type ParsedRequest, queryValue, type Target } from '../target.js';

const SIGNATURE_PARAMETERS = ['access_key_id', 'expires', 'signature'];
const LIST_PARAMETERS = ['prefix', 'delimiter', 'marker', 'limit'];
const KNOWN_HEADERS = /^x-qs-(date|meta-.*)$/;
const MAX_PAGE = 1000;
const DEFAULT_PAGE = 200;

/** What a QingStor request asks for. */
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
  if (asked.includes('upload_id')) return onUpload(method, at, object, asked);
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
  const upload = { ...object, uploadId: queryValue(at, 'upload_id') ?? '' };
  const isOnly = (...names: string[]): boolean =>
    asked.every((name) => [...names, 'upload_id'].includes(name));
  if (method === 'PUT' && asked.includes('part_number') && isOnly('part_number')) {
    return { name: 'UploadPart', ...upload, partNumber: queryValue(at, 'part_number') ?? '' };
  }
  if (method === 'GET' && isOnly('limit', 'part_number_marker')) {
    const maxParts = readCount(at, 'limit', MAX_PAGE, DEFAULT_PAGE);
    // Parts are counted from 0.
    const afterPart = readCount(at, 'part_number_marker', Number.MAX_SAFE_INTEGER, -1);
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
    maxKeys: readCount(at, 'limit', MAX_PAGE, DEFAULT_PAGE),
    after: marker,
    encodeKeys: false,
    version: 1,
    asked: { marker, startAfter: '', continuationToken: null },
  };
}

function isNotBuilt(name: string, operation: Operation['name']): boolean {
  if (name.startsWith('x-qs-')) return !KNOWN_HEADERS.test(name);
  // Only the buckets of one zone; the digest of an object that is put together.
  if (name === 'location') return operation === 'ListBuckets';
  if (name === 'etag') return operation === 'CompleteMultipart';
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
