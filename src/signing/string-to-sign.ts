import type { HeaderEntry } from '../model/cors-exchange.js';

/** What goes into the string that OSS V1 and QingStor sign, as the first scheme of S3 did. */
export interface StringToSignParts {
  readonly method: string;
  /** All of the request's: names lower-case and sorted, values trimmed. */
  readonly headers: readonly HeaderEntry[];
  /** Headers that begin with it are signed: `x-oss-`. */
  readonly prefix: string;
  /** The line of the date: a time, or when a URL ends. */
  readonly date: string;
  /** What it is about, with those query parameters that name a part of it. */
  readonly resource: string;
}

/** The text that is signed. */
export function stringToSign({ method, headers, prefix, date, resource }: StringToSignParts): string {
  let md5 = '';
  let type = '';
  let lines = '';
  for (const header of headers) {
    const name = header[0];
    const value = header[1];
    if (name === 'content-md5') md5 = value;
    else if (name === 'content-type') type = value;
    else if (name.startsWith(prefix)) lines += `${name}:${value}\n`;
  }
  return `${method}\n${md5}\n${type}\n${date}\n${lines}${resource}`;
}

/** The names of the headers that are signed, sorted. */
export function signedHeaderNames({
  headers,
  prefix,
}: Pick<StringToSignParts, 'headers' | 'prefix'>): string[] {
  return headers
    .map(([name]) => name)
    .filter((name) => name === 'content-md5' || name === 'content-type' || name.startsWith(prefix));
}

/**
 * A path with the query parameters that are signed, not encoded, sorted by name: `/photos/a?acl&versionId=1`.
 *
 * @param isSigned - Tells those that are from others.
 */
export function resourceWithQuery(
  path: string,
  query: readonly HeaderEntry[],
  isSigned: (name: string) => boolean,
): string {
  if (query.length === 0) return path;
  const signed = query
    .filter(([name]) => isSigned(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return signed.length === 0 ? path : `${path}?${signed.join('&')}`;
}
