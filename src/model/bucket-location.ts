/**
 * How a bucket stands in a URL: in the host (`https://BUCKET.endpoint/key`), in the path (`https://endpoint/BUCKET/key`),
 * or not at all, since the host is the bucket's own (`https://cdn.example.com/key`, a CNAME).
 */
export type Addressing = 'virtual-host' | 'path' | 'custom-domain';

/** Where a bucket is, as requests and signatures need it. `locateBucket()` makes it of an endpoint and a name. */
export interface BucketLocation {
  /** Scheme, host and port as requests go there: `https://photos.s3.us-west-2.amazonaws.com`. */
  readonly origin: string;
  /** What the browser sends as `Host`: without a default port. */
  readonly host: string;
  /** What of the path names the bucket: empty, or `/photos`. */
  readonly bucketPath: string;
  /** The bucket's name, wherever it stands. Empty: the service itself, as for listing buckets. */
  readonly bucket: string;
  /** The bucket's region as the store spells it. Empty on stores that sign none. */
  readonly region: string;
}
