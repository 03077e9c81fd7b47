import { headerOf } from './exchange.js';
import type { Operation, OperationName } from './operation.js';
import { isOverride, readOverrides } from './query-parameters.js';
import type { RequestSyntax } from './request-syntax.js';
import { type ParsedRequest, queryValue } from './target.js';

interface OnObject {
  readonly bucket: string;
  readonly key: string;
}

const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];

/** Reads requests that are written so. What is not built, or would be done only in part, is `NotBuilt`. */
export function operationReader(syntax: RequestSyntax): (request: ParsedRequest) => Operation {
  return (request) => {
    const { at } = request;
    if (at.key !== null) syntax.checkKey?.(at.key);
    const asked = [...new Set(at.query.map(([name]) => name).filter((name) => !syntax.isOfSignature(name)))];
    const operation = byTarget(syntax, request, asked);
    if (operation === null) return { name: 'NotBuilt', what: describe(request, asked), header: null };
    const { name: operationName } = operation;
    const sent = [...request.headers, ...(syntax.headersInQuery?.(at, operationName) ?? [])];
    const header = sent.find(
      ([name]) => isUnmetCondition(syntax, name, operationName) || syntax.isNotBuilt(name, operationName),
    )?.[0];
    if (header !== undefined) return { name: 'NotBuilt', what: `The header ${header}`, header };
    return operation;
  };
}

function byTarget(syntax: RequestSyntax, request: ParsedRequest, asked: readonly string[]): Operation | null {
  const { bucket, key } = request.at;
  if (bucket === null) return onService(syntax, request.method, asked);
  if (key === null) return onBucket(syntax, request, bucket, asked);
  if (asked.includes(syntax.uploadId ?? 'uploadId')) return onUpload(syntax, request, { bucket, key }, asked);
  return onObject(syntax, request, { bucket, key }, asked);
}

function onService(
  { postOnService }: RequestSyntax,
  method: string,
  asked: readonly string[],
): Operation | null {
  if (asked.length > 0) return null;
  if (method === 'GET') return { name: 'ListBuckets' };
  return method === 'POST' && postOnService !== undefined ? { name: postOnService } : null;
}

const ON_CORS: Readonly<Record<string, 'GetCors' | 'PutCors' | 'DeleteCors'>> = {
  GET: 'GetCors',
  PUT: 'PutCors',
  DELETE: 'DeleteCors',
};
const ON_BUCKET: Readonly<Record<string, 'CreateBucket' | 'HeadBucket' | 'DeleteBucket'>> = {
  PUT: 'CreateBucket',
  HEAD: 'HeadBucket',
  DELETE: 'DeleteBucket',
};

function onBucket(
  { objectList, uploadList }: RequestSyntax,
  request: ParsedRequest,
  bucket: string,
  asked: readonly string[],
): Operation | null {
  const { method, at } = request;
  if (asked.length === 1 && asked[0] === 'cors') {
    const name = ON_CORS[method];
    return name === undefined ? null : { name, bucket };
  }
  if (method === 'GET' && isOnly(asked, objectList.parameters)) {
    const list = objectList.read(at);
    return list === null ? null : { name: 'ListObjects', bucket, list };
  }
  if (method === 'GET' && asked.includes('uploads') && uploadList !== undefined) {
    const list = isOnly(asked, ['uploads', ...uploadList.parameters]) ? uploadList.read(at) : null;
    return list === null ? null : { name: 'ListUploads', bucket, list };
  }
  if (asked.length > 0) return null;
  const name = ON_BUCKET[method];
  if (name !== undefined) return { name, bucket };
  const isForm = /^multipart\/form-data\b/i.test(headerOf(request, 'content-type') ?? '');
  return method === 'POST' && isForm ? { name: 'PostForm', bucket } : null;
}

function onObject(
  { isPassedOverByReads }: RequestSyntax,
  { method, at }: ParsedRequest,
  object: OnObject,
  asked: readonly string[],
): Operation | null {
  const overrides = readOverrides(at.query);
  const isRead = asked.every((name) => isOverride(name) || isPassedOverByReads?.(name) === true);
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
  { uploadId: idName = 'uploadId', partNumber = 'partNumber', partList, headOfUpload }: RequestSyntax,
  { method, at }: ParsedRequest,
  object: OnObject,
  asked: readonly string[],
): Operation | null {
  const upload = { ...object, uploadId: queryValue(at, idName) ?? '' };
  if (method === 'PUT' && asked.includes(partNumber) && isOnly(asked, [idName, partNumber])) {
    return { name: 'UploadPart', ...upload, partNumber: queryValue(at, partNumber) ?? '' };
  }
  if (method === 'GET' && isOnly(asked, [idName, ...partList.parameters])) {
    const list = partList.read(at);
    return list === null ? null : { name: 'ListParts', ...upload, ...list };
  }
  if (!isOnly(asked, [idName])) return null;
  if (method === 'POST') return { name: 'CompleteMultipart', ...upload };
  if (method === 'DELETE') return { name: 'AbortMultipart', ...upload };
  return method === 'HEAD' && headOfUpload === true ? { name: 'HeadObject', ...object, overrides: [] } : null;
}

/** Whether a condition would be passed over in silence. */
function isUnmetCondition(
  { conditionsOfPut = [] }: RequestSyntax,
  header: string,
  operation: OperationName,
): boolean {
  if (!CONDITIONS.includes(header) || operation === 'GetObject' || operation === 'HeadObject') return false;
  return operation !== 'PutObject' || !conditionsOfPut.includes(header);
}

function isOnly(asked: readonly string[], names: readonly string[]): boolean {
  return asked.every((name) => names.includes(name));
}

function describe({ method, at }: ParsedRequest, asked: readonly string[]): string {
  const on = at.bucket === null ? 'service' : at.key === null ? 'bucket' : 'object';
  return `${method} on ${on}${asked.length > 0 ? ` with ?${asked.join('&')}` : ''}`;
}
