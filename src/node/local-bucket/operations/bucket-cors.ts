import type { Answer } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import { findBucket, refuseBucket } from './find.js';
import { readDocument } from './receive-body.js';

/** @throws Refusal `no-such-bucket`, `no-cors`. */
export async function getCors(call: Call, { bucket }: OperationOf<'GetCors'>): Promise<Answer> {
  const { cors } = findBucket(call, bucket);
  if (cors === null) throw new Refusal('no-cors', { bucket });
  return call.service.dialect.answers.getCors(cors);
}

/** Takes the whole configuration or nothing of it. @throws What the dialect finds in it first. */
export async function putCors(call: Call, { bucket }: OperationOf<'PutCors'>): Promise<Answer> {
  const { dialect, storage } = call.service;
  findBucket(call, bucket);
  const document = await readDocument(call, dialect.limits.corsDocumentBytes);
  const cors = await dialect.documents.readCors(document, call.request);
  if (!(await storage.setCors(bucket, cors))) refuseBucket(bucket);
  return dialect.answers.putCors();
}

/** No error when there are no rules. @throws Refusal `no-such-bucket`. */
export async function deleteCors({ service }: Call, { bucket }: OperationOf<'DeleteCors'>): Promise<Answer> {
  if (!(await service.storage.setCors(bucket, null))) refuseBucket(bucket);
  return service.dialect.answers.deleteCors();
}
