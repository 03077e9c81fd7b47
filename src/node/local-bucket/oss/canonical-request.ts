import { headerMap } from '../operations/object-headers.js';
import { percentEncode } from '../percent-encode.js';
import type { ParsedRequest } from '../target.js';
import { signedPath } from './signed-path.js';

/** OSS never asks for a hash of the body. */
export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/**
 * The canonical request of signature V4. Each character of the result is one byte.
 *
 * Written apart from `src/signing` and from its own reading of the specification, so that a mistake in one of them shows.
 *
 * @param additionalHeaders - Which headers are signed besides those that always are; as the signature lists them.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4
 */
export function canonicalRequest(request: ParsedRequest, additionalHeaders: readonly string[]): string {
  const { method, at } = request;
  const query = at.query
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  const headers = [...headerMap(request.headers)]
    .filter(([name]) => isAlwaysSigned(name) || additionalHeaders.includes(name))
    .sort(([nameA], [nameB]) => compare(nameA, nameB))
    .map(([name, value]) => `${name}:${value.trim()}\n`);
  return [
    method,
    signedPath(at).split('/').map(percentEncode).join('/'),
    query.join('&'),
    headers.join(''),
    additionalHeaders.join(';'),
    UNSIGNED_PAYLOAD,
  ].join('\n');
}

function isAlwaysSigned(name: string): boolean {
  return name.startsWith('x-oss-') || name === 'content-type' || name === 'content-md5';
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
