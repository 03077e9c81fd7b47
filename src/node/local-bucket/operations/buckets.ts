import type { Answer } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import { findBucket, refuseBucket } from './find.js';
import { readDocument } from './receive-body.js';

const MAX_DOCUMENT_BYTES = 64 * 1024;

/** Every bucket of the one account. */
export async function listBuckets({ service }: Call): Promise<Answer> {
  return service.dialect.answers.listBuckets(service.storage.buckets(), service.region);
}

/** An empty bucket without CORS rules. @throws Refusal `invalid-bucket-name`, `bucket-exists`. */
export async function createBucket(call: Call, { bucket }: OperationOf<'CreateBucket'>): Promise<Answer> {
  const { dialect, storage, region, now } = call.service;
  if (!dialect.documents.isBucketName(bucket)) throw new Refusal('invalid-bucket-name', { bucket });
  await dialect.documents.checkCreateBucket(await readDocument(call, MAX_DOCUMENT_BYTES), region);
  const isCreated = await storage.createBucket({ name: bucket, createdAt: now(), cors: null });
  if (!isCreated) throw new Refusal('bucket-exists', { bucket });
  return dialect.answers.createBucket(bucket);
}

/** Whether a bucket exists. @throws Refusal `no-such-bucket`. */
export async function headBucket(call: Call, { bucket }: OperationOf<'HeadBucket'>): Promise<Answer> {
  findBucket(call, bucket);
  return call.service.dialect.answers.headBucket(call.service.region);
}

/** @throws Refusal `no-such-bucket`, `bucket-not-empty`. */
export async function deleteBucket(
  { service }: Call,
  { bucket }: OperationOf<'DeleteBucket'>,
): Promise<Answer> {
  const outcome = await service.storage.deleteBucket(bucket);
  if (outcome === 'missing') refuseBucket(bucket);
  if (outcome === 'not-empty') throw new Refusal('bucket-not-empty', { bucket });
  return service.dialect.answers.deleteBucket();
}
