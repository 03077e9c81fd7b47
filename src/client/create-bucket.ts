import { type CredentialInput, credentialSource } from '../credentials/credential-source.js';
import { readCredentialFields } from '../credentials/read-credentials.js';
import { unwrapRecord } from '../credentials/unwrap-sts-answer.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import type { Addressing, Store } from '../stores/store.js';
import type { Bucket } from '../transport/bucket.js';

/** What `createBucket()` takes. */
export interface BucketOptions {
  /** The kind of store: a value such as `s3` or `ceph`. */
  readonly store: Store;
  /** The store's address without the bucket and without a path: `https://s3.us-west-2.amazonaws.com`. */
  readonly endpoint: string;
  /** The bucket's region, as the store spells it: `us-west-2`. */
  readonly region: string;
  /** The bucket's name. */
  readonly bucket: string;
  /** Credentials, or a function that asks the app's own server and returns what its STS answered. */
  readonly credentials: CredentialInput;
  /** Where the bucket stands in the URL. Default: the store's own habit (`virtual-host` for S3, `path` for Ceph). */
  readonly addressing?: Addressing;
  /** What sends the requests. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** The clock. Default: the platform's. */
  readonly now?: () => Date;
}

const KNOWN = ['store', 'endpoint', 'region', 'bucket', 'credentials', 'addressing', 'fetch', 'now'];

/**
 * Describes a bucket, to be passed to every other call. Sends nothing and asks for no credentials yet.
 *
 * @throws ConfigError listing every option that is missing, unknown or cannot be right.
 * @example
 * const bucket = createBucket({
 *   store: s3,
 *   endpoint: 'https://s3.us-west-2.amazonaws.com',
 *   region: 'us-west-2',
 *   bucket: 'photos',
 *   credentials: () => fetch('/sts').then((answer) => answer.json()),
 * });
 */
export function createBucket(options: BucketOptions): Bucket {
  const given: Partial<Record<keyof BucketOptions, unknown>> = isObject(options) ? options : {};
  const issues: Issue[] = [
    ...(isObject(options) ? [] : [wrong('options', options, 'must be an object')]),
    ...unknownOptions(given, KNOWN),
    ...checkStore(given.store),
    ...checkEndpoint(given.endpoint, given.bucket),
    ...checkRegion(given.region),
    ...checkBucketName(given.bucket),
    ...checkCredentials(given.credentials, typeof given.now === 'function' ? given.now() : new Date()),
    ...checkChoices(given),
  ];
  if (issues.length > 0) throw new ConfigError('The bucket options cannot be used', issues);
  const now = options.now ?? (() => new Date());
  return Object.freeze({
    store: options.store,
    endpoint: new URL(options.endpoint),
    region: options.region,
    bucket: options.bucket,
    addressing: options.addressing ?? options.store.defaultAddressing,
    credentials: credentialSource(options.credentials, now),
    // Called unbound, as the platform's own wants it.
    fetch: options.fetch ?? ((input: RequestInfo | URL, init?: RequestInit) => globalThis.fetch(input, init)),
    now,
  });
}

function checkStore(store: unknown): Issue[] {
  if (isObject(store) && 'signHeaders' in store && 'corsCodec' in store) return [];
  return [wrong('store', store, 'must be a store of this SDK, such as the value `s3` (not its name)')];
}

function checkEndpoint(endpoint: unknown, bucket: unknown): Issue[] {
  const url = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  // What stands before an @ may be a password, so such a URL is not shown.
  if (typeof endpoint === 'string' && endpoint.includes('@')) {
    const message = 'must be a URL without a user name or password';
    return [{ code: 'invalid', path: 'endpoint', value: 'not shown', message }];
  }
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const message = 'must be an absolute URL with http or https, such as https://s3.us-west-2.amazonaws.com';
    return [wrong('endpoint', endpoint, message)];
  }
  const { pathname, search, hash, hostname } = url;
  if (pathname !== '/' || search !== '' || hash !== '') {
    return [
      wrong(
        'endpoint',
        endpoint,
        'must be scheme, host and port only: no path, query or fragment. The bucket is an option of its own',
      ),
    ];
  }
  if (typeof bucket === 'string' && bucket !== '' && hostname.startsWith(`${bucket.toLowerCase()}.`)) {
    return [wrong('endpoint', endpoint, `must be without the bucket: leave "${bucket}." out of the host`)];
  }
  return [];
}

function checkRegion(region: unknown): Issue[] {
  if (typeof region === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(region)) return [];
  return [wrong('region', region, 'must be a region as the store spells it, lower-case, such as us-west-2')];
}

/** Loose on purpose: each store has its own rules, and old buckets break them. */
function checkBucketName(bucket: unknown): Issue[] {
  if (typeof bucket === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/.test(bucket)) return [];
  return [
    wrong('bucket', bucket, 'must be the name of a bucket: letters, digits, ".", "_" and "-", not empty'),
  ];
}

/** What a function returns is checked when it is called. */
function checkCredentials(credentials: unknown, now: Date): readonly Issue[] {
  if (typeof credentials === 'function') return [];
  const found = unwrapRecord(credentials);
  if (found !== undefined) return readCredentialFields(found, now, 'any').issues;
  // Text may be a secret that was pasted whole.
  const value =
    typeof credentials === 'string' ? `text of ${credentials.length} characters` : showValue(credentials);
  return [
    {
      ...wrong('credentials', credentials, 'must be credentials, or a function that returns an STS answer'),
      value,
    },
  ];
}

function checkChoices({ addressing, fetch, now }: Partial<Record<keyof BucketOptions, unknown>>): Issue[] {
  return [
    ...(addressing === undefined || addressing === 'path' || addressing === 'virtual-host'
      ? []
      : [wrong('addressing', addressing, 'must be "virtual-host" or "path"')]),
    ...(fetch === undefined || typeof fetch === 'function'
      ? []
      : [wrong('fetch', fetch, 'must be a function')]),
    ...(now === undefined || typeof now === 'function' ? [] : [wrong('now', now, 'must be a function')]),
  ];
}

function wrong(path: string, value: unknown, message: string): Issue {
  return {
    code: value === undefined || value === '' ? 'missing' : 'invalid',
    path,
    value: showValue(value),
    message,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
