import type { ListRequest } from '../operation.js';
import { readObjectList } from '../read-object-list.js';
import { Refusal } from '../refusal.js';
import { queryValue, type Target } from '../target.js';

/** OSS gives so many where nobody asks. */
const DEFAULT_PAGE = 100;
const MAX_PAGE = 1000;

/**
 * What `GetBucket` asks for, or `GetBucketV2` with `list-type=2`.
 *
 * @throws Refusal `invalid-argument`.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/listobjects-v2
 */
export function readList(at: Target): ListRequest {
  const encoding = queryValue(at, 'encoding-type') ?? '';
  if (encoding !== '' && encoding !== 'url') {
    const message = 'Invalid Encoding Method specified in Request.';
    throw new Refusal('invalid-argument', { argument: 'encoding-type', value: encoding, message });
  }
  return readObjectList(at, {
    version: queryValue(at, 'list-type') === '2' ? 2 : 1,
    maxKeys: readCount(at, 'max-keys', { absent: DEFAULT_PAGE, min: 1, max: MAX_PAGE }),
    encodeKeys: encoding === 'url',
  });
}

/**
 * A count in a query. OSS refuses more than it gives, where S3 gives less.
 *
 * @throws Refusal `invalid-argument`.
 */
export function readCount(
  at: Target,
  name: string,
  { absent, min, max }: { readonly absent: number; readonly min: number; readonly max: number },
): number {
  const text = queryValue(at, name);
  if (text === null || text === '') return absent;
  const count = /^\d{1,10}$/.test(text) ? Number(text) : -1;
  if (count >= min && count <= max) return count;
  const message = `Argument ${name} must be an integer between ${min} and ${max}.`;
  throw new Refusal('invalid-argument', { argument: name, value: text, message });
}
