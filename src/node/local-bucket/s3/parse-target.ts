import { headerOf, type RequestHead } from '../exchange.js';
import { S3Error } from './s3-error.js';

/** A name and its value in a query, percent-decoded. */
export type QueryEntry = readonly [name: string, value: string];

/** What a request is about. */
export interface S3Target {
  /** The bucket that host or path names, whether or not it exists. `null`: the service itself. */
  readonly bucket: string | null;
  /** `null`: the bucket itself. */
  readonly key: string | null;
  /** The whole path, percent-decoded, the bucket of path style included: what was signed. */
  readonly path: string;
  readonly query: readonly QueryEntry[];
}

/**
 * Takes bucket and key out of host and path: `BUCKET.localhost/KEY`, `BUCKET.s3.localhost/KEY` or `/BUCKET/KEY`.
 *
 * @throws S3Error `InvalidURI` when the target is not an absolute path, or not percent-encoded UTF-8.
 */
export function parseTarget(request: RequestHead): S3Target {
  const { target } = request;
  if (!/^\/[!-~]*$/.test(target)) throw invalidUri(target);
  const mark = target.indexOf('?');
  const path = decode(mark < 0 ? target : target.slice(0, mark), target);
  const query = mark < 0 ? [] : parseQuery(target.slice(mark + 1), target);
  const bucketOfHost = bucketInHost(headerOf(request, 'host') ?? '');
  if (bucketOfHost !== null) return { bucket: bucketOfHost, key: path.slice(1) || null, path, query };

  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/su.exec(path) ?? [];
  return { bucket: bucket || null, key: key || null, path, query };
}

/** The first value under that name. `null` when absent. */
export function queryValue(target: S3Target, name: string): string | null {
  return target.query.find(([candidate]) => candidate === name)?.[1] ?? null;
}

function bucketInHost(host: string): string | null {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return /^(.+?)(?:\.s3)?\.localhost$/.exec(name === 's3.localhost' ? '' : name)?.[1] ?? null;
}

function parseQuery(query: string, target: string): QueryEntry[] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      const [name, value] = equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
      // In a query, and only there, `+` has always been a space.
      return [decode(name.replaceAll('+', ' '), target), decode(value.replaceAll('+', ' '), target)];
    });
}

function decode(text: string, target: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw invalidUri(target);
  }
}

function invalidUri(target: string): S3Error {
  const path = target.replace(/\?.*$/s, '');
  return new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.", [['URI', path.slice(0, 1024)]]);
}
