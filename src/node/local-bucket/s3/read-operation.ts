import { headerOf } from '../exchange.js';
import type { ListRequest, Operation } from '../operation.js';
import { isOverride, readCount, readOverrides } from '../query-parameters.js';
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
const LIST_PARAMETERS = [
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'encoding-type',
  'marker',
  'start-after',
  'continuation-token',
  'fetch-owner',
];
const KNOWN_HEADERS =
  /^x-amz-(date|content-sha256|security-token|user-agent|sdk-checksum-algorithm|checksum-.*|decoded-content-length|trailer|meta-.*)$/;
/** On the end of an upload in parts these are of the whole object, which is never read here. */
const CHECKSUM_OF_OBJECT = /^x-amz-checksum-(?!algorithm$|mode$)/;
const CONDITIONS = ['if-match', 'if-none-match'];
const CONDITIONS_OF_TIME = ['if-modified-since', 'if-unmodified-since'];
const READS: readonly Operation['name'][] = ['GetObject', 'HeadObject'];
const MAX_PAGE = 1000;

/** What an S3 request asks for. */
export function readOperation(request: ParsedRequest): Operation {
  const operation = byTarget(request);
  if (operation === null) return { name: 'NotBuilt', what: describe(request), header: null };
  const sent =
    operation.name === 'CompleteMultipart' ? [...request.headers, ...request.at.query] : request.headers;
  const header = sent.find(([name]) => isNotBuilt(name, operation.name))?.[0];
  if (header !== undefined) return { name: 'NotBuilt', what: `The header ${header}`, header };
  return operation;
}

function byTarget(request: ParsedRequest): Operation | null {
  const { method, at } = request;
  const asked = askedParameters(at);
  if (at.bucket === null) return onService(method, asked);
  if (at.key === null) return onBucket(request, at.bucket, asked);
  return onObject(request, { bucket: at.bucket, key: at.key }, asked);
}

function onService(method: string, asked: readonly string[]): Operation | null {
  if (asked.length > 0) return null;
  if (method === 'GET') return { name: 'ListBuckets' };
  return method === 'POST' ? { name: 'AssumeRole' } : null;
}

function onBucket(request: ParsedRequest, bucket: string, asked: readonly string[]): Operation | null {
  const { method } = request;
  if (asked.length === 1 && asked[0] === 'cors') {
    if (method === 'GET') return { name: 'GetCors', bucket };
    if (method === 'PUT') return { name: 'PutCors', bucket };
    return method === 'DELETE' ? { name: 'DeleteCors', bucket } : null;
  }
  if (method === 'GET' && asked.every((name) => LIST_PARAMETERS.includes(name))) {
    const withOwner = queryValue(request.at, 'fetch-owner') === 'true';
    return withOwner ? null : { name: 'ListObjects', bucket, list: readList(request.at) };
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
  const isPlain = asked.length === 0;
  const isRead = asked.every(isOverride);
  if (method === 'GET' && isRead) return { name: 'GetObject', ...object, overrides };
  if (method === 'HEAD' && isRead) return { name: 'HeadObject', ...object, overrides };
  if (method === 'PUT' && isPlain) return { name: 'PutObject', ...object };
  if (method === 'DELETE' && isPlain) return { name: 'DeleteObject', ...object };
  const begins = method === 'POST' && asked.length === 1 && asked[0] === 'uploads';
  return begins ? { name: 'InitiateMultipart', ...object } : null;
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
  if (method === 'DELETE') return { name: 'AbortMultipart', ...upload };
  // There is no HEAD of an upload: S3 then answers for the object.
  return method === 'HEAD' ? { name: 'HeadObject', ...object, overrides: [] } : null;
}

function readList(at: Target): ListRequest {
  const type = readOnly(at, 'list-type', '2', 'Invalid List Type specified in Request');
  const version = type === null ? 1 : 2;
  const marker = queryValue(at, 'marker') ?? '';
  const startAfter = queryValue(at, 'start-after') ?? '';
  const token = version === 2 ? queryValue(at, 'continuation-token') : null;
  const after = version === 1 ? marker : token === null ? startAfter : readToken(token);
  return {
    prefix: queryValue(at, 'prefix') ?? '',
    delimiter: queryValue(at, 'delimiter') ?? '',
    maxKeys: readCount(at, 'max-keys', MAX_PAGE),
    after,
    encodeKeys: readOnly(at, 'encoding-type', 'url', 'Invalid Encoding Method specified in Request') !== null,
    version,
    asked: { marker, startAfter, continuationToken: token },
  };
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

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (token !== '' && Buffer.from(text).toString('base64url') === token) return text;
  const message = 'The continuation token provided is incorrect';
  throw new Refusal('invalid-argument', { argument: 'continuation-token', value: token, message });
}

function isNotBuilt(name: string, operation: Operation['name']): boolean {
  if (operation === 'CompleteMultipart' && CHECKSUM_OF_OBJECT.test(name)) return true;
  if (name.startsWith('x-amz-')) return !KNOWN_HEADERS.test(name);
  if (CONDITIONS.includes(name)) return operation !== 'PutObject' && !READS.includes(operation);
  return CONDITIONS_OF_TIME.includes(name) && !READS.includes(operation);
}

function askedParameters(at: Target): string[] {
  const names = at.query.map(([name]) => name).filter((name) => !isOfSignature(name));
  return [...new Set(names)];
}

function isOfSignature(name: string): boolean {
  // A checksum in the query is looked at as one in a header.
  return SIGNATURE_PARAMETERS.includes(name) || name.startsWith('x-amz-checksum-');
}

function describe({ method, at }: ParsedRequest): string {
  const on = at.bucket === null ? 'service' : at.key === null ? 'bucket' : 'object';
  const names = askedParameters(at);
  return `${method} on ${on}${names.length > 0 ? ` with ?${names.join('&')}` : ''}`;
}
