import { headerOf } from '../exchange.js';
import { headerMap } from '../operations/object-headers.js';
import type { ParsedRequest } from '../target.js';
import { signedPath } from './signed-path.js';
import { isSubResource } from './sub-resources.js';

/**
 * What signature V1 signs. Each character of the result is one byte.
 *
 * Written apart from `src/signing` and from its own reading of the specification, so that a mistake in one of them shows.
 *
 * @param date - The line of the date: of a URL, when it ends.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header
 */
export function stringToSignV1(request: ParsedRequest, date: string): string {
  const ossHeaders = [...headerMap(request.headers)]
    .filter(([name]) => name.startsWith('x-oss-'))
    .map(([name, value]) => `${name}:${value.trim()}\n`)
    .sort(byName);
  return [
    request.method,
    headerOf(request, 'content-md5') ?? '',
    headerOf(request, 'content-type') ?? '',
    date,
    ossHeaders.join('') + asBytes(resourceOf(request)),
  ].join('\n');
}

/** The path and the parameters that count, none of them encoded. */
function resourceOf({ at }: ParsedRequest): string {
  const parameters = at.query
    .filter(([name]) => isSubResource(name))
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return signedPath(at) + (parameters.length === 0 ? '' : `?${parameters.join('&')}`);
}

/** Of `name:value`, so that `x-oss-a` stands before `x-oss-a-b`. */
function byName(lineA: string, lineB: string): number {
  return compare(lineA.slice(0, lineA.indexOf(':')), lineB.slice(0, lineB.indexOf(':')));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
