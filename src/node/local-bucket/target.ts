import { headerOf, type RequestHead } from './exchange.js';
import { Refusal } from './refusal.js';

/** A name and its value in a query, percent-decoded. */
export type QueryEntry = readonly [name: string, value: string];

/** What a request is about. */
export interface Target {
  /** The bucket that host or path names, whether or not it exists. `null`: the service itself. */
  readonly bucket: string | null;
  /** `null`: the bucket itself. */
  readonly key: string | null;
  /** Whether the host named the bucket; else it stands in the path. */
  readonly bucketInHost: boolean;
  /** The whole path, percent-decoded, the bucket of path style included. */
  readonly path: string;
  /** The same as it travelled. */
  readonly rawPath: string;
  readonly query: readonly QueryEntry[];
}

/** A request whose target has been read. */
export interface ParsedRequest extends RequestHead {
  readonly at: Target;
}

/**
 * Takes bucket and key out of host and path: `BUCKET.localhost/KEY`, `BUCKET.LABEL.localhost/KEY` or `/BUCKET/KEY`.
 *
 * @param labels - What a store's own name may be within a host: `s3`, `cos.ap-guangzhou`.
 * @throws Refusal `invalid-uri` when the target is not an absolute path, or not percent-encoded UTF-8.
 */
export function parseTarget(request: RequestHead, labels: readonly string[]): Target {
  const { target } = request;
  if (!/^\/[!-~]*$/.test(target)) throw invalidUri(target);
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const path = decode(rawPath, target);
  const query = mark < 0 ? [] : parseQuery(target.slice(mark + 1), target);
  const inHost = bucketInHost(headerOf(request, 'host') ?? '', labels);
  if (inHost !== null) {
    return { bucket: inHost, key: path.slice(1) || null, bucketInHost: true, path, rawPath, query };
  }
  const slash = path.indexOf('/', 1);
  const bucket = slash < 0 ? path.slice(1) : path.slice(1, slash);
  const key = slash < 0 ? '' : path.slice(slash + 1);
  return { bucket: bucket || null, key: key || null, bucketInHost: false, path, rawPath, query };
}

/** The first value under that name. `null` when absent. */
export function queryValue(target: Target, name: string): string | null {
  return target.query.find(([candidate]) => candidate === name)?.[1] ?? null;
}

/** What stands before `localhost` in a host, lower-case and without the dot; empty when it is the host. `null`: another host. */
export function localSubdomain(host: string): string | null {
  const name = host.replace(/:\d*$/, '').toLowerCase();
  if (name === 'localhost') return '';
  return name.endsWith('.localhost') ? name.slice(0, -'.localhost'.length) : null;
}

/** The bucket that a host names. `null`: it names none. @param labels - The longest first. */
export function bucketInHost(host: string, labels: readonly string[]): string | null {
  const subdomain = localSubdomain(host);
  if (subdomain === null || subdomain === '' || labels.includes(subdomain)) return null;
  const label = labels.find((candidate) => subdomain.endsWith(`.${candidate}`));
  return label === undefined ? subdomain : subdomain.slice(0, -label.length - 1);
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

function invalidUri(target: string): Refusal {
  return new Refusal('invalid-uri', { uri: target.replace(/\?.*$/s, '').slice(0, 1024) });
}
