import { createHash } from 'node:crypto';
import type { DialectLimits, NamedPart } from '../dialect.js';
import type { Answer } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import type { PartRecord, UploadWithParts } from '../storage/object-storage.js';
import { findUpload, refuseUpload } from './multipart.js';
import { objectLocation } from './object-location.js';
import { readDocument } from './receive-body.js';

const MAX_DOCUMENT_BYTES = 1024 * 1024;

/**
 * Makes one object of the parts that the request names, in its order.
 *
 * @throws Refusal `no-such-upload`, `malformed-document`, `invalid-part`, `invalid-part-order`, `part-too-small`.
 */
export async function completeMultipart(
  call: Call,
  operation: OperationOf<'CompleteMultipart'>,
): Promise<Answer> {
  const { dialect, storage, now } = call.service;
  const { bucket, key, uploadId } = operation;
  const found = await findUpload(call, operation);
  const named = await dialect.documents.readParts(await readDocument(call, MAX_DOCUMENT_BYTES));
  const parts = partsNamed(named, found, dialect.limits);
  const { headers, metadata } = found.upload;
  const record = {
    key,
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag: etagOf(parts),
    lastModified: now(),
    headers,
    metadata,
  };
  if (!(await storage.completeUpload(bucket, uploadId, parts, record))) refuseUpload(uploadId);
  const location = objectLocation(call, bucket, key);
  return dialect.answers.completeMultipart({ bucket, record, location });
}

function partsNamed(
  named: readonly NamedPart[],
  { upload, parts }: UploadWithParts,
  { minPartBytes: minBytes, firstPartNumber = 1 }: DialectLimits,
): PartRecord[] {
  const { uploadId } = upload;
  if (named.length === 0) throw new Refusal('malformed-document', {});
  let last = firstPartNumber - 1;
  const found = named.map(({ partNumber, etag }) => {
    if (partNumber <= last) throw new Refusal('invalid-part-order', { uploadId });
    last = partNumber;
    const part = parts.get(partNumber);
    if (part !== undefined && (etag === null || etag === part.etag)) return part;
    throw new Refusal('invalid-part', { uploadId, partNumber, etag: etag ?? '' });
  });
  const small = found.slice(0, -1).find(({ size }) => size < minBytes);
  if (small === undefined) return found;
  throw new Refusal('part-too-small', { partNumber: small.partNumber, bytes: small.size, minBytes });
}

/** The MD5 of the parts' MD5s, and how many they are. */
function etagOf(parts: readonly PartRecord[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(Buffer.from(etag, 'hex'));
  return `${hash.digest('hex')}-${parts.length}`;
}
