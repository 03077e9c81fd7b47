import type { Addressing, BucketLocation } from '../model/bucket-location.js';
import { ConfigError } from '../model/errors.js';
import { parseUrl } from '../model/parse-url.js';
import { wrongValue } from '../model/wrong-value.js';
import { placeBucket, UNLOCATABLE } from './place-bucket.js';

/** What tells where a bucket is. */
export interface BucketAddress {
  /** The store's address, or with `custom-domain` the bucket's own: scheme, host and port. */
  readonly endpoint: string;
  /** The bucket's name. Empty: the service itself. */
  readonly bucket: string;
  /** Default: empty, for stores that sign no region. */
  readonly region?: string;
  /** Where the bucket stands in an address: in the host, or in the path. */
  readonly addressing: Addressing;
}

const ADDRESSINGS: readonly unknown[] = [
  'virtual-host',
  'path',
  'custom-domain',
] satisfies readonly Addressing[];

/**
 * Says where a bucket is, once for all requests about it.
 *
 * @throws ConfigError listing everything that is missing or cannot be right, such as an endpoint that is no URL, or a bucket
 * with capitals in the host, which a browser writes small; `createBucket()` checks more.
 */
export function locateBucket(address: BucketAddress): BucketLocation {
  const { endpoint, bucket, addressing, region = '' }: Partial<BucketAddress> = address ?? {};
  const url = typeof endpoint === 'string' ? parseUrl(endpoint) : undefined;
  const issues = [
    ...(url === undefined ? [wrongValue('endpoint', endpoint, 'must be a URL: scheme, host and port')] : []),
    ...(typeof bucket === 'string'
      ? []
      : [wrongValue('bucket', bucket, 'must be text, empty for the service')]),
    ...(typeof region === 'string' ? [] : [wrongValue('region', region, 'must be text')]),
    ...(ADDRESSINGS.includes(addressing)
      ? []
      : [wrongValue('addressing', addressing, 'must be "virtual-host", "path" or "custom-domain"')]),
  ];
  if (url === undefined || typeof bucket !== 'string' || issues.length > 0) {
    throw new ConfigError(UNLOCATABLE, issues);
  }
  return placeBucket(url, bucket, region, addressing);
}
