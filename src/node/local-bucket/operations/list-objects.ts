import type { Answer } from '../exchange.js';
import type { ListRequest, OperationOf } from '../operation.js';
import type { Call } from '../service.js';
import type { ObjectRecord } from '../storage/object-storage.js';
import { findBucket, refuseBucket } from './find.js';

/** One page of keys, folded at a delimiter. @throws Refusal `no-such-bucket`. */
export async function listObjects(call: Call, { bucket, list }: OperationOf<'ListObjects'>): Promise<Answer> {
  findBucket(call, bucket);
  const following = await call.service.storage.listObjects(bucket, list.after, list.prefix);
  const page = takePage(list, following ?? refuseBucket(bucket));
  return call.service.dialect.answers.listObjects({ bucket, asked: list, ...page });
}

function takePage(
  { prefix, delimiter, maxKeys, after }: ListRequest,
  following: Iterable<ObjectRecord>,
): { objects: ObjectRecord[]; commonPrefixes: string[]; next: string | null } {
  const objects: ObjectRecord[] = [];
  const commonPrefixes: string[] = [];
  let last = after;
  for (const object of following) {
    const { key } = object;
    // In the order of bytes, all keys with the prefix stand together.
    if (!key.startsWith(prefix)) break;
    const folded = foldedPrefix(key, prefix, delimiter);
    // Told on this page, or as the last of the one before.
    if (folded !== null && folded === last) continue;
    if (objects.length + commonPrefixes.length >= maxKeys) {
      return { objects, commonPrefixes, next: maxKeys === 0 ? null : last };
    }
    if (folded === null) objects.push(object);
    else commonPrefixes.push(folded);
    last = folded ?? key;
  }
  return { objects, commonPrefixes, next: null };
}

function foldedPrefix(key: string, prefix: string, delimiter: string): string | null {
  if (delimiter === '') return null;
  const end = key.indexOf(delimiter, prefix.length);
  return end < 0 ? null : key.slice(0, end + delimiter.length);
}
