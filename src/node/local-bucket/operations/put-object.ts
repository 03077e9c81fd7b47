import type { Answer } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import type { Call } from '../service.js';
import { writeCondition } from './conditions.js';
import { checkKey, findBucket, refuseBucket } from './find.js';
import { headerMap, keptHeaders } from './object-headers.js';
import { receiveBody, requireLength } from './receive-body.js';

/** @throws Refusal | ServiceError when the bucket is missing, or the body is not the one that was announced. */
export async function putObject(call: Call, { bucket, key }: OperationOf<'PutObject'>): Promise<Answer> {
  const { dialect, storage, now } = call.service;
  findBucket(call, bucket);
  checkKey(call, key);
  requireLength(call);
  const kept = keptHeaders(headerMap(call.request.headers), call.service);
  const allowed = writeCondition(call);
  const body = storage.stage();
  try {
    const { size, md5 } = await receiveBody(call, dialect.limits.objectBytes, body.write);
    const record = { key, size, etag: md5, lastModified: now(), ...kept };
    if (!(await storage.putObject(bucket, record, body, allowed))) refuseBucket(bucket);
    return dialect.answers.putObject(record);
  } finally {
    await body.discard();
  }
}

/** No error when there is no such object. @throws Refusal `no-such-bucket`. */
export async function deleteObject(
  call: Call,
  { bucket, key }: OperationOf<'DeleteObject'>,
): Promise<Answer> {
  findBucket(call, bucket);
  checkKey(call, key);
  await call.service.storage.deleteObject(bucket, key);
  return call.service.dialect.answers.deleteObject();
}
