import type { Answer } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import type { UploadWithParts } from '../storage/object-storage.js';
import { checkKey, findBucket, refuseBucket } from './find.js';
import { headerMap, keptHeaders } from './object-headers.js';
import { receiveBody, requireLength } from './receive-body.js';

const MAX_PARTS = 10_000;

/** Begins an upload in parts. @throws Refusal `no-such-bucket`. */
export async function initiateMultipart(
  call: Call,
  { bucket, key }: OperationOf<'InitiateMultipart'>,
): Promise<Answer> {
  const { dialect, storage, randomBytes, now } = call.service;
  findBucket(call, bucket);
  checkKey(call, key);
  const uploadId = Buffer.from(randomBytes(16)).toString('hex').toUpperCase();
  const kept = keptHeaders(headerMap(call.request.headers), call.service);
  const upload = { uploadId, key, startedAt: now(), ...kept };
  if (!(await storage.createUpload(bucket, upload))) refuseBucket(bucket);
  return dialect.answers.initiateMultipart(bucket, upload);
}

/** Takes one part, or takes it anew. @throws Refusal `invalid-part-number`, `no-such-upload`. */
export async function uploadPart(call: Call, operation: OperationOf<'UploadPart'>): Promise<Answer> {
  const { dialect, storage, now } = call.service;
  const { bucket, uploadId } = operation;
  findBucket(call, bucket);
  checkKey(call, operation.key);
  const partNumber = readPartNumber(operation.partNumber, dialect.limits.firstPartNumber ?? 1);
  await findUpload(call, operation);
  requireLength(call);
  const body = storage.stage();
  try {
    const { size, md5 } = await receiveBody(call, dialect.limits.objectBytes, body.write);
    const part = { partNumber, size, etag: md5, lastModified: now() };
    if (!(await storage.putPart(bucket, uploadId, part, body))) refuseUpload(uploadId);
    return dialect.answers.uploadPart(part);
  } finally {
    await body.discard();
  }
}

/** Forgets an upload and its parts. @throws Refusal `no-such-upload`. */
export async function abortMultipart(call: Call, operation: OperationOf<'AbortMultipart'>): Promise<Answer> {
  const { bucket, uploadId } = operation;
  await findUpload(call, operation);
  if (!(await call.service.storage.deleteUpload(bucket, uploadId))) refuseUpload(uploadId);
  return call.service.dialect.answers.abortMultipart();
}

/** One page of the parts that are there. @throws Refusal `no-such-upload`. */
export async function listParts(call: Call, operation: OperationOf<'ListParts'>): Promise<Answer> {
  const { bucket, afterPart, maxParts } = operation;
  const { upload, parts } = await findUpload(call, operation);
  const following = [...parts.values()]
    .filter(({ partNumber }) => partNumber > afterPart)
    .sort((a, b) => a.partNumber - b.partNumber);
  const page = following.slice(0, maxParts);
  const next = following.length > page.length ? (page.at(-1)?.partNumber ?? afterPart) : null;
  return call.service.dialect.answers.listParts({ bucket, upload, parts: page, afterPart, maxParts, next });
}

/** The upload that an operation names, of the key that it names. @throws Refusal `no-such-bucket`, `no-such-upload`. */
export async function findUpload(
  call: Call,
  { bucket, key, uploadId }: OperationOf<'UploadPart' | 'CompleteMultipart' | 'AbortMultipart' | 'ListParts'>,
): Promise<UploadWithParts> {
  findBucket(call, bucket);
  checkKey(call, key);
  const found = await call.service.storage.findUpload(bucket, uploadId);
  return found !== undefined && found.upload.key === key ? found : refuseUpload(uploadId);
}

/** @throws Refusal `no-such-upload`, always. */
export function refuseUpload(uploadId: string): never {
  throw new Refusal('no-such-upload', { uploadId });
}

function readPartNumber(text: string, first: number): number {
  const partNumber = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (partNumber >= first && partNumber <= MAX_PARTS) return partNumber;
  throw new Refusal('invalid-part-number', { value: text });
}
