import type { ListRequest } from '../operation.js';
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
  const version = queryValue(at, 'list-type') === '2' ? 2 : 1;
  const marker = queryValue(at, 'marker') ?? '';
  const startAfter = queryValue(at, 'start-after') ?? '';
  const token = version === 2 ? queryValue(at, 'continuation-token') : null;
  const after = version === 1 ? marker : token === null ? startAfter : readToken(token);
  const encoding = queryValue(at, 'encoding-type') ?? '';
  if (encoding !== '' && encoding !== 'url') {
    const message = 'Invalid Encoding Method specified in Request.';
    throw new Refusal('invalid-argument', { argument: 'encoding-type', value: encoding, message });
  }
  return {
    prefix: queryValue(at, 'prefix') ?? '',
    delimiter: queryValue(at, 'delimiter') ?? '',
    maxKeys: readCount(at, 'max-keys', { absent: DEFAULT_PAGE, min: 1, max: MAX_PAGE }),
    after,
    encodeKeys: encoding === 'url',
    version,
    asked: { marker, startAfter, continuationToken: token },
  };
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

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (token !== '' && Buffer.from(text).toString('base64url') === token) return text;
  const message = 'The continuation token provided is incorrect.';
  throw new Refusal('invalid-argument', { argument: 'continuation-token', value: token, message });
}
