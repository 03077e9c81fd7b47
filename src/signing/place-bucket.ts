import type { Addressing, BucketLocation } from '../model/bucket-location.js';
import { ConfigError } from '../model/errors.js';
import { parseUrl } from '../model/parse-url.js';
import { showValue } from '../model/show-value.js';

export const UNLOCATABLE = 'The bucket cannot be located';

/**
 * Where a bucket is whose address has been checked.
 *
 * @param bucket - Empty: the service itself.
 * @throws ConfigError when the bucket stands in the host, which a browser would write otherwise.
 */
export function placeBucket(
  { protocol, host: endpointHost }: URL,
  bucket: string,
  region: string,
  addressing: Addressing,
): BucketLocation {
  const host = addressing === 'virtual-host' && bucket !== '' ? `${bucket}.${endpointHost}` : endpointHost;
  if (parseUrl(`${protocol}//${host}`)?.host !== host) {
    const message = "can be no part of a host name: give addressing 'path'";
    throw new ConfigError(UNLOCATABLE, [
      { code: 'invalid', path: 'bucket', value: showValue(bucket), message },
    ]);
  }
  const bucketPath = addressing === 'path' && bucket !== '' ? `/${bucket}` : '';
  return { origin: `${protocol}//${host}`, host, bucketPath, bucket, region };
}
