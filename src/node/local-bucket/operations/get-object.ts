import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { type Answer, headerOf } from '../exchange.js';
import type { OperationOf } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call, Service } from '../service.js';
import type { ByteRange, ObjectRecord, OpenObject } from '../storage/object-storage.js';
import { readByteRange } from './byte-range.js';
import { isNotModified, isRangeStillWanted } from './conditions.js';
import { checkKey, findBucket } from './find.js';

/** GET and HEAD of an object, with one range at most. @throws Refusal `no-such-key`, `invalid-range`, `precondition-failed`. */
export async function getObject(
  call: Call,
  { bucket, key, overrides }: OperationOf<'GetObject' | 'HeadObject'>,
): Promise<Answer> {
  checkKey(call, key);
  findBucket(call, bucket);
  const object = await call.service.storage.openObject(bucket, key);
  if (object === undefined) throw new Refusal('no-such-key', { key });
  try {
    return answerObject(call, object, overrides);
  } catch (error) {
    await object.close();
    throw error;
  }
}

function answerObject(call: Call, object: OpenObject, overrides: readonly HeaderEntry[]): Answer {
  const { record } = object;
  const { size } = record;
  const headers = objectHeaders(call.service, record, overrides);
  if (isNotModified(call, record)) {
    return { status: 304, headers, body: { length: 0, open: () => object.read(EMPTY), close: object.close } };
  }
  const asked = headerOf(call.request, 'range');
  const readRange = call.service.dialect.readRange ?? readByteRange;
  const range = readRange(isRangeStillWanted(call, record) ? asked : null, size, call.request);
  if (range === 'unsatisfiable') throw new Refusal('invalid-range', { range: asked ?? '', size });
  const wanted = range === 'whole' ? { start: 0, end: size } : range;
  const body = { length: wanted.end - wanted.start, open: () => object.read(wanted), close: object.close };
  if (range === 'whole') return { status: 200, headers, body };
  headers.push(['Content-Range', `bytes ${range.start}-${range.end - 1}/${size}`]);
  return { status: 206, headers, body };
}

const EMPTY: ByteRange = { start: 0, end: 0 };

function objectHeaders(
  { dialect }: Service,
  record: ObjectRecord,
  overrides: readonly HeaderEntry[],
): HeaderEntry[] {
  const overridden = new Set(overrides.map(([name]) => name));
  return [
    ...record.headers.filter(([name]) => !overridden.has(name)),
    ...overrides,
    ...record.metadata.map(([name, value]): HeaderEntry => [`${dialect.headerPrefix}meta-${name}`, value]),
    ...dialect.answers.objectHeaders(record),
    ['ETag', dialect.answers.etag(record.etag)],
    ['Last-Modified', record.lastModified.toUTCString()],
    ['Accept-Ranges', 'bytes'],
  ];
}
