import type { Addressing, BucketLocation } from '../model/bucket-location.js';

/** What tells where a bucket is. */
export interface BucketAddress {
  /** The store's address, or with `custom-domain` the bucket's own: scheme, host and port. */
  readonly endpoint: string;
  /** The bucket's name. Empty: the service itself. */
  readonly bucket: string;
  /** Default: empty, for stores that sign no region. */
  readonly region?: string;
  readonly addressing: Addressing;
}

/**
 * Says where a bucket is, once for all requests about it.
 *
 * @throws TypeError when the endpoint is no URL, or a bucket with capitals stands in the host, which a browser writes small;
 * `createBucket()` checks all of it and says more.
 */
export function locateBucket(address: BucketAddress): BucketLocation {
  const { bucket, addressing, region = '' } = address;
  const { protocol, host: endpointHost } = new URL(address.endpoint);
  const host = addressing === 'virtual-host' && bucket !== '' ? `${bucket}.${endpointHost}` : endpointHost;
  if (new URL(`${protocol}//${host}`).host !== host) {
    throw new TypeError(`"${bucket}" can be no part of a host name: give addressing 'path'`);
  }
  const bucketPath = addressing === 'path' && bucket !== '' ? `/${bucket}` : '';
  return { origin: `${protocol}//${host}`, host, bucketPath, bucket, region };
}
