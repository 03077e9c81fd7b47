import type { RequestHead } from '../exchange.js';
import { assumeRole } from './assume-role.js';
import { deleteBucketCors, getBucketCors, putBucketCors } from './bucket-cors.js';
import { createBucket, deleteBucket, headBucket } from './buckets.js';
import { deleteObject, getObject, putObject, refuseUpload } from './objects.js';
import type { S3Target } from './parse-target.js';
import { notImplemented } from './s3-error.js';
import { type Operation, s3Signed, stsSigned } from './s3-service.js';

/** Everything the service does. What is not in this list is answered by 501. */
const OPERATIONS: readonly Operation[] = [
  { method: 'POST', on: 'service', query: [], signedFor: stsSigned, run: assumeRole },

  { method: 'PUT', on: 'bucket', query: [], signedFor: s3Signed, run: createBucket },
  { method: 'HEAD', on: 'bucket', query: [], signedFor: s3Signed, run: headBucket },
  { method: 'DELETE', on: 'bucket', query: [], signedFor: s3Signed, run: deleteBucket },
  { method: 'GET', on: 'bucket', query: ['cors'], signedFor: s3Signed, run: getBucketCors },
  { method: 'PUT', on: 'bucket', query: ['cors'], signedFor: s3Signed, run: putBucketCors },
  { method: 'DELETE', on: 'bucket', query: ['cors'], signedFor: s3Signed, run: deleteBucketCors },

  { method: 'PUT', on: 'object', query: [], signedFor: s3Signed, run: putObject },
  { method: 'GET', on: 'object', query: [], signedFor: s3Signed, run: getObject },
  { method: 'HEAD', on: 'object', query: [], signedFor: s3Signed, run: getObject },
  { method: 'DELETE', on: 'object', query: [], signedFor: s3Signed, run: deleteObject },
  { method: 'PUT', on: 'object', query: ['partNumber', 'uploadId'], signedFor: s3Signed, run: refuseUpload },
  { method: 'POST', on: 'object', query: ['uploadId'], signedFor: s3Signed, run: refuseUpload },
  { method: 'GET', on: 'object', query: ['uploadId'], signedFor: s3Signed, run: refuseUpload },
  { method: 'DELETE', on: 'object', query: ['uploadId'], signedFor: s3Signed, run: refuseUpload },
  // There is no HEAD of an upload: S3 then answers for the object.
  { method: 'HEAD', on: 'object', query: ['uploadId'], signedFor: s3Signed, run: getObject },
];

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
  'x-id',
];

const KNOWN_HEADERS =
  /^x-amz-(date|content-sha256|security-token|user-agent|sdk-checksum-algorithm|checksum-.*|meta-.*)$/;

/** The operation that a request asks for. `undefined`: none of those that are built. */
export function routeRequest(request: RequestHead, target: S3Target): Operation | undefined {
  const on = resourceOf(target);
  const asked = subresources(target);
  return OPERATIONS.find(
    ({ method, on: resource, query }) =>
      method === request.method &&
      resource === on &&
      asked.length === query.length &&
      query.every((name) => asked.includes(name)),
  );
}

/**
 * Refuses what is not built, and what would otherwise be carried out without a part of it: a copy as an empty upload, a
 * conditional write without its condition.
 *
 * @returns The operation, when there is one.
 * @throws S3Error `NotImplemented`.
 */
export function requireBuilt(request: RequestHead, target: S3Target, operation?: Operation): Operation {
  if (operation === undefined) {
    const names = subresources(target);
    throw notImplemented(
      `${request.method} on ${resourceOf(target)}${names.length > 0 ? ` with ?${names.join('&')}` : ''}`,
    );
  }
  const header = request.headers.find(([name, value]) => isNotBuilt(name, value, request.method));
  if (header !== undefined) throw notImplemented(`The header ${header[0]}`, [['Header', header[0]]]);
  return operation;
}

function isNotBuilt(name: string, value: string, method: string): boolean {
  if (name.startsWith('x-amz-')) return !KNOWN_HEADERS.test(name);
  if (name === 'content-encoding') return value.includes('aws-chunked');
  if (name === 'if-match' || name === 'if-unmodified-since') return true;
  // A read that ignores them answers the whole object, which HTTP allows.
  return (name === 'if-none-match' || name === 'if-modified-since') && method !== 'GET' && method !== 'HEAD';
}

function resourceOf(target: S3Target): Operation['on'] {
  if (target.bucket === null) return 'service';
  return target.key === null ? 'bucket' : 'object';
}

function subresources(target: S3Target): string[] {
  const names = target.query.map(([name]) => name).filter((name) => !SIGNATURE_PARAMETERS.includes(name));
  return [...new Set(names)];
}
