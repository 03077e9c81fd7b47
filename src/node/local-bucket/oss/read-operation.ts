import { headerOf } from '../exchange.js';
import type { Operation } from '../operation.js';
import { isOverride, readOverrides } from '../query-parameters.js';
import { type ParsedRequest, queryValue, type Target } from '../target.js';
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
const KNOWN_HEADERS = /^x-oss-(date|content-sha256|security-token|user-agent|meta-.*)$/;
const CONDITIONS = ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'];
const READS: readonly Operation['name'][] = ['GetObject', 'HeadObject'];

interface OnObject {
  readonly bucket: string;
  readonly key: string;
}

/**
 * What a request to OSS asks for. Where an object is read, a parameter that names no sub-resource, such as one that gets
 * round a cache, is passed over, as V1 passes it over when it signs. That V4 does too is likely. Anywhere else it may be a
 * sub-resource that is not known here, and without it another thing would be done.
 *
 * @throws ServiceError | Refusal for a name that no object can have, and parameters that cannot be read.
 */
export function readOperation(request: ParsedRequest): Operation {
  const { key } = request.at;
  if (key !== null) checkObjectName(key);
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
  const { method, at } = request;
  if (asked.length === 1 && asked[0] === 'cors') {
    if (method === 'GET') return { name: 'GetCors', bucket };
    if (method === 'PUT') return { name: 'PutCors', bucket };
    return method === 'DELETE' ? { name: 'DeleteCors', bucket } : null;
  }
  if (method === 'GET' && asked.every((name) => LIST_PARAMETERS.includes(name))) {
    const withOwner = queryValue(at, 'fetch-owner') === 'true';
    return withOwner ? null : { name: 'ListObjects', bucket, list: readList(at) };
  }
  if (asked.length > 0) return null;
  if (method === 'PUT') return { name: 'CreateBucket', bucket };
  // Not documented, but answered.
  if (method === 'HEAD') return { name: 'HeadBucket', bucket };
  if (method === 'DELETE') return { name: 'DeleteBucket', bucket };
  const isForm = /^multipart\/form-data\b/i.test(headerOf(request, 'content-type') ?? '');
  return method === 'POST' && isForm ? { name: 'PostForm', bucket } : null;
}

function onObject(
  { method, at }: ParsedRequest,
  object: OnObject,
  asked: readonly string[],
): Operation | null {
  if (asked.includes('uploadId')) return onUpload(method, at, object, asked);
  const overrides = readOverrides(at.query);
  const isPlain = asked.length === 0;
  const isRead = asked.every((name) => isOverride(name) || !isSubResource(name));
  if (method === 'GET' && isRead) return { name: 'GetObject', ...object, overrides };
  if (method === 'HEAD' && isRead) return { name: 'HeadObject', ...object, overrides };
  if (method === 'PUT' && isPlain) return { name: 'PutObject', ...object };
  if (method === 'DELETE' && isPlain) return { name: 'DeleteObject', ...object };
  const begins = method === 'POST' && asked.length === 1 && asked[0] === 'uploads';
  return begins ? { name: 'InitiateMultipart', ...object } : null;
}

/** `encoding-type` is not among what is known: keys in these answers are not encoded. */
function onUpload(method: string, at: Target, object: OnObject, asked: readonly string[]): Operation | null {
  const upload = { ...object, uploadId: queryValue(at, 'uploadId') ?? '' };
  const isOnly = (...names: string[]): boolean =>
    asked.every((name) => [...names, 'uploadId'].includes(name));
  if (method === 'PUT' && asked.includes('partNumber') && isOnly('partNumber')) {
    return { name: 'UploadPart', ...upload, partNumber: queryValue(at, 'partNumber') ?? '' };
  }
  if (method === 'GET' && isOnly('max-parts', 'part-number-marker')) {
    const maxParts = readCount(at, 'max-parts', { absent: 1000, min: 1, max: 1000 });
    const afterPart = readCount(at, 'part-number-marker', { absent: 0, min: 0, max: 10_000 });
    return { name: 'ListParts', ...upload, afterPart, maxParts };
  }
  if (!isOnly()) return null;
  if (method === 'POST') return { name: 'CompleteMultipart', ...upload };
  return method === 'DELETE' ? { name: 'AbortMultipart', ...upload } : null;
}

function isNotBuilt(name: string, operation: Operation['name']): boolean {
  // What OSS does with a condition on other requests is not documented.
  if (CONDITIONS.includes(name)) return !READS.includes(operation);
  if (!name.startsWith('x-oss-') || KNOWN_HEADERS.test(name)) return false;
  if (name === 'x-oss-forbid-overwrite') return operation !== 'PutObject';
  return name === 'x-oss-range-behavior' ? !READS.includes(operation) : true;
}

/** Without those that a signature brings. */
function askedParameters(at: Target): string[] {
  const names = at.query.map(([name]) => name).filter((name) => !SIGNATURE_PARAMETERS.includes(name));
  return [...new Set(names)];
}

function describe({ method, at }: ParsedRequest): string {
  const on = at.bucket === null ? 'service' : at.key === null ? 'bucket' : 'object';
  const names = askedParameters(at);
  return `${method} on ${on}${names.length > 0 ? ` with ?${names.join('&')}` : ''}`;
}
