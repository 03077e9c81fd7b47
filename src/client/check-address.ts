import type { Addressing } from '../model/bucket-location.js';
import type { Issue } from '../model/issue.js';
import { parseUrl } from '../model/parse-url.js';
import { wrongOption } from '../model/wrong-value.js';
import type { SigningStore } from '../stores/store.js';

const ADDRESSINGS: readonly unknown[] = ['virtual-host', 'path', 'custom-domain'] satisfies Addressing[];

/** What makes up the address of a bucket, as it was given. */
export interface GivenAddress {
  readonly endpoint?: unknown;
  readonly bucket?: unknown;
  readonly addressing?: unknown;
  /** Absent: it is wrong itself. */
  readonly store: SigningStore | undefined;
  /** One that can be right. Absent: it is not known, which is told elsewhere. */
  readonly region: unknown;
}

/** Checks endpoint, bucket and addressing, each by itself and then all together: a bucket may have to be part of the host. */
export function checkAddress({ bucket, addressing, store, region, ...given }: GivenAddress): Issue[] {
  const publicEndpoint = typeof region === 'string' ? store?.endpointOf?.(region) : undefined;
  const effective = addressing ?? store?.defaultAddressing;
  const issues = [
    ...checkPresence(given.endpoint, effective, store),
    ...(given.endpoint === undefined ? [] : checkEndpoint(given.endpoint)),
    ...checkBucketName(bucket),
    ...(addressing === undefined || ADDRESSINGS.includes(addressing)
      ? []
      : [wrongOption('addressing', addressing, 'must be "virtual-host", "path" or "custom-domain"')]),
  ];
  const text = given.endpoint ?? publicEndpoint;
  const endpoint = typeof text === 'string' ? parseUrl(text) : undefined;
  if (issues.length > 0 || endpoint === undefined || typeof bucket !== 'string') return issues;
  if (effective === 'virtual-host') return checkVirtualHost(endpoint, bucket, addressing);
  return effective === 'custom-domain' ? checkCustomDomain(endpoint, publicEndpoint) : [];
}

/** Whether an endpoint can be left out: where the store has a public one for a region, and none of the bucket's own is meant. */
function checkPresence(endpoint: unknown, addressing: unknown, store: SigningStore | undefined): Issue[] {
  if (endpoint !== undefined) return [];
  if (addressing === 'custom-domain') {
    const message = `must be the bucket's own address, such as https://files.example.com, with addressing: 'custom-domain'`;
    return [wrongOption('endpoint', endpoint, message)];
  }
  return store?.endpointOf === undefined ? [wrongOption('endpoint', endpoint, NO_ENDPOINT)] : [];
}

const NO_ENDPOINT = 'must be an absolute URL with http or https, such as https://s3.us-west-2.amazonaws.com';

/** At the store's own address a request about a key would be one about a bucket of that name. */
function checkCustomDomain({ origin }: URL, publicEndpoint: string | undefined): Issue[] {
  if (publicEndpoint === undefined || parseUrl(publicEndpoint)?.origin !== origin) return [];
  const message =
    "must be the bucket's own address with addressing: 'custom-domain', and this is the store's: leave addressing out";
  return [wrongOption('endpoint', origin, message)];
}

function checkEndpoint(endpoint: unknown): Issue[] {
  // What stands before an @ may be a password, so such a URL is not shown.
  if (typeof endpoint === 'string' && endpoint.includes('@')) {
    const message = 'must be a URL without a user name or password';
    return [{ code: 'invalid', path: 'endpoint', value: 'not shown', message }];
  }
  const url = typeof endpoint === 'string' ? parseUrl(endpoint) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    return [wrongOption('endpoint', withoutQuery(endpoint), NO_ENDPOINT)];
  }
  if (url.pathname === '/' && url.search === '' && url.hash === '') return [];
  const message =
    'must be scheme, host and port only: no path, query or fragment. The bucket is an option of its own';
  // A presigned URL may have been pasted, whose query is a key.
  return [wrongOption('endpoint', url.origin + url.pathname, message)];
}

/** Whatever it is, what stands behind a question mark may be a signature. */
function withoutQuery(endpoint: unknown): unknown {
  return typeof endpoint === 'string' ? endpoint.replace(/[?#].*/s, '?…') : endpoint;
}

/** Loose on purpose: each store has its own rules, and old buckets break them. */
function checkBucketName(bucket: unknown): Issue[] {
  if (typeof bucket === 'string' && /^[A-Za-z0-9][A-Za-z0-9._-]{0,254}$/.test(bucket)) return [];
  const message = 'must be the name of a bucket: letters, digits, ".", "_" and "-", not empty';
  return [wrongOption('bucket', bucket, message)];
}

function checkVirtualHost({ protocol, hostname, origin }: URL, bucket: string, given: unknown): Issue[] {
  if (hostname.startsWith(`${bucket.toLowerCase()}.`)) {
    const message = `must be without the bucket: leave "${bucket}." out of the host. Or say where the bucket stands: addressing: 'custom-domain' if the host is the bucket's own, addressing: 'path' if its name is alike by chance`;
    return [wrongOption('endpoint', origin, message)];
  }
  const why = whyNoHost(protocol, hostname, bucket);
  const value = given === undefined ? `absent, which is "virtual-host" here` : '"virtual-host"';
  const message = `puts the bucket into the host name, and ${why}: give addressing: 'path'`;
  return why === undefined ? [] : [{ code: 'invalid', path: 'addressing', value, message }];
}

/** Why a bucket cannot stand before this host. `undefined`: it can. */
function whyNoHost(protocol: string, hostname: string, bucket: string): string | undefined {
  if (hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(hostname))
    return 'the endpoint is an IP address, which takes none';
  if (!bucket.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)))
    return `"${bucket}" can be no part of one (only lower-case letters, digits and inner "-", 63 at most)`;
  if (protocol === 'https:' && bucket.includes('.'))
    return 'no certificate is valid for a bucket with dots, as it covers one label only';
  // Names that begin with xn-- stand for others, and most of them for none.
  if (parseUrl(`${protocol}//${bucket}.${hostname}`) === undefined)
    return `"${bucket}" makes a host name of it that no browser takes`;
  return undefined;
}
