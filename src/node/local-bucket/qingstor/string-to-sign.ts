import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { headerOf } from '../exchange.js';
import type { ParsedRequest } from '../target.js';

/** The parameters that name a part of a bucket or an object. No other is signed. */
const SUB_RESOURCES = new Set([
  ...['acl', 'append', 'cname', 'cors', 'delete', 'image', 'lifecycle', 'logging', 'mirror', 'notification'],
  ...['part_number', 'policy', 'position', 'replication', 'stats', 'upload_id', 'uploads'],
  ...['versioning', 'version_id', 'versions', 'response-expires', 'response-cache-control'],
  ...['response-content-type', 'response-content-language', 'response-content-encoding'],
  'response-content-disposition',
]);

/**
 * What is signed of a request: each character one byte. The path stands in it as it was sent, percent-encoded, with the
 * bucket before it; the values of parameters stand in it decoded.
 *
 * Of what is unconfirmed, this is as the vendor's page and its client for Go have it: a bucket in the host has the path `/`,
 * and a presigned URL covers `Content-Type` too. The client for JavaScript signs `/photos?cors` for the first, which is
 * refused here, and sends none for the second, which is the same.
 *
 * Written apart from `src/signing` and from its own reading of the page, so that a mistake in one of them shows.
 *
 * @param date - What stands in the line of the date: that of the header, the end of a URL, or nothing.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/signature/
 */
export function stringToSign(request: ParsedRequest, date: string): string {
  const { method, headers, at } = request;
  const path = at.bucketInHost ? `/${at.bucket}${at.rawPath}` : at.rawPath;
  const asked = at.query
    .filter(([name]) => SUB_RESOURCES.has(name))
    .map(([name, value]) => bytesOf(value === '' ? name : `${name}=${value}`))
    .sort();
  return [
    method,
    headerOf(request, 'content-md5') ?? '',
    headerOf(request, 'content-type') ?? '',
    date,
    ...ownHeaders(headers),
    asked.length === 0 ? path : `${path}?${asked.join('&')}`,
  ].join('\n');
}

function ownHeaders(headers: readonly HeaderEntry[]): string[] {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    if (!name.startsWith('x-qs-')) continue;
    const before = values.get(name);
    values.set(name, before === undefined ? value.trim() : `${before},${value.trim()}`);
  }
  return [...values].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}`);
}

/** The bytes of a text in UTF-8, each as one character. */
function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}
