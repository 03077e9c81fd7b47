import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { percentEncode } from '../percent-encode.js';
import type { QueryEntry } from '../target.js';

/** What goes into a canonical request, nothing of it encoded yet. */
export interface CanonicalParts {
  readonly method: string;
  readonly path: string;
  readonly query: readonly QueryEntry[];
  /** All headers of the request; only those in `signedHeaders` are taken. */
  readonly headers: readonly HeaderEntry[];
  /** Lower-case, in the order in which the signature lists them. */
  readonly signedHeaders: readonly string[];
  /** The last line: a hash, or a word that stands for one. */
  readonly payloadHash: string;
}

/**
 * The canonical request of Signature Version 4 as S3 builds it: the path encoded once, no dot segments removed. Each
 * character of the result is one byte.
 *
 * Written apart from `src/signing` and from its own reading of the specification, so that a mistake in one of them shows.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
export function canonicalRequest(parts: CanonicalParts): string {
  const query = parts.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [percentEncode(name), percentEncode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB));
  return [
    parts.method,
    parts.path.split('/').map(percentEncode).join('/'),
    query.map(([name, value]) => `${name}=${value}`).join('&'),
    ...parts.signedHeaders.map((name) => `${name}:${canonicalValue(parts.headers, name)}`),
    '',
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

function canonicalValue(headers: readonly HeaderEntry[], name: string): string {
  return headers
    .filter(([candidate]) => candidate === name)
    .map(([, value]) => value.trim().replace(/\s+/g, ' '))
    .join(',');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
