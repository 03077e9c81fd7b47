import { createHash } from 'node:crypto';
import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { type Answer, headerOf, type RequestHead } from '../exchange.js';
import type { StoredObject } from '../memory-store.js';
import { readByteRange } from './byte-range.js';
import { checkDigests } from './check-digests.js';
import { findBucket } from './find-bucket.js';
import { S3Error } from './s3-error.js';
import type { S3Call } from './s3-service.js';

const MAX_KEY_BYTES = 1024;
const MAX_METADATA_BYTES = 2048;
const METADATA = 'x-amz-meta-';

/** The headers of an upload that come back with the object, besides `Content-Type` and metadata. */
const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

/** `PUT /BUCKET/KEY`. @throws S3Error when the bucket is missing, or the body is not the one that was announced. */
export function putObject(call: S3Call): Answer {
  const bucket = findBucket(call);
  const key = keyOf(call);
  if (
    headerOf(call.request, 'content-length') === null &&
    headerOf(call.request, 'transfer-encoding') !== null
  ) {
    throw new S3Error(411, 'MissingContentLength', 'You must provide the Content-Length HTTP header.');
  }
  checkDigests(call.request, call.body);
  const etag = `"${createHash('md5').update(call.body).digest('hex')}"`;
  const headers = keptHeaders(call.request);
  bucket.objects.set(key, { bytes: call.body, etag, lastModified: call.service.now(), headers });
  return { status: 200, headers: [['ETag', etag]], body: '' };
}

/** `GET /BUCKET/KEY`, with one range at most. @throws S3Error `NoSuchKey`, `InvalidRange`. */
export function getObject(call: S3Call): Answer {
  const object = findObject(call);
  const size = object.bytes.byteLength;
  const asked = headerOf(call.request, 'range');
  const range = readByteRange(rangeStillWanted(call.request, object) ? asked : null, size);
  if (range === 'unsatisfiable') {
    throw new S3Error(
      416,
      'InvalidRange',
      'The requested range is not satisfiable',
      [
        ['RangeRequested', asked ?? ''],
        ['ActualObjectSize', String(size)],
      ],
      [['Content-Range', `bytes */${size}`]],
    );
  }
  const headers: HeaderEntry[] = [
    ...object.headers,
    ['ETag', object.etag],
    ['Last-Modified', object.lastModified.toUTCString()],
    ['Accept-Ranges', 'bytes'],
  ];
  if (range === 'whole') return { status: 200, headers, body: object.bytes };
  headers.push(['Content-Range', `bytes ${range.start}-${range.end - 1}/${size}`]);
  return { status: 206, headers, body: object.bytes.subarray(range.start, range.end) };
}

/** `DELETE /BUCKET/KEY`: no error when there is no such object. @throws S3Error `NoSuchBucket`. */
export function deleteObject(call: S3Call): Answer {
  findBucket(call).objects.delete(keyOf(call));
  return { status: 204, headers: [], body: '' };
}

/** Whatever asks for a multipart upload. None can be begun yet, so none exists. @throws S3Error always. */
export function refuseUpload(call: S3Call): never {
  findBucket(call);
  keyOf(call);
  const partNumber = call.target.query.find(([name]) => name === 'partNumber')?.[1] ?? '1';
  if (!/^\d{1,5}$/.test(partNumber) || Number(partNumber) < 1 || Number(partNumber) > 10_000) {
    const message = 'Part number must be an integer between 1 and 10000, inclusive';
    throw new S3Error(400, 'InvalidArgument', message, [
      ['ArgumentName', 'partNumber'],
      ['ArgumentValue', partNumber],
    ]);
  }
  throw new S3Error(
    404,
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    [['UploadId', call.target.query.find(([name]) => name === 'uploadId')?.[1] ?? '']],
  );
}

function findObject(call: S3Call): StoredObject {
  const key = keyOf(call);
  const object = findBucket(call).objects.get(key);
  if (object !== undefined) return object;
  throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', [['Key', key]]);
}

function keyOf({ target }: S3Call): string {
  const key = target.key ?? '';
  const size = Buffer.byteLength(key);
  if (size <= MAX_KEY_BYTES) return key;
  throw new S3Error(400, 'KeyTooLongError', 'Your key is too long', [
    ['Size', String(size)],
    ['MaxSizeAllowed', String(MAX_KEY_BYTES)],
  ]);
}

/** A download that goes on where it broke off wants the whole object when that has changed meanwhile. */
function rangeStillWanted(request: RequestHead, object: StoredObject): boolean {
  const ifRange = headerOf(request, 'if-range');
  return ifRange === null || ifRange === object.etag || ifRange === object.lastModified.toUTCString();
}

function keptHeaders(request: RequestHead): HeaderEntry[] {
  const names = [...new Set(request.headers.map(([name]) => name))];
  const metadata = names
    .filter((name) => name.startsWith(METADATA))
    .map((name): HeaderEntry => [name, headerOf(request, name) ?? '']);
  const size = metadata.reduce((sum, [name, value]) => sum + name.length - METADATA.length + value.length, 0);
  if (size > MAX_METADATA_BYTES) {
    const message = 'Your metadata headers exceed the maximum allowed metadata size';
    throw new S3Error(400, 'MetadataTooLarge', message, [
      ['Size', String(size)],
      ['MaxSizeAllowed', String(MAX_METADATA_BYTES)],
    ]);
  }
  const kept = KEPT_HEADERS.flatMap((name): HeaderEntry[] => {
    const value = headerOf(request, name);
    return value === null ? [] : [[name, value]];
  });
  return [['Content-Type', headerOf(request, 'content-type') ?? 'binary/octet-stream'], ...kept, ...metadata];
}
