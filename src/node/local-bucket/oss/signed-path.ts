import type { Target } from '../target.js';

/**
 * What a signature takes for the path: `/BUCKET/KEY`, wherever the request has its bucket; `/BUCKET/` of a bucket, `/` of the
 * service. Not encoded.
 */
export function signedPath({ bucket, key, bucketInHost, path }: Target): string {
  if (bucket === null) return '/';
  if (key === null) return `/${bucket}/`;
  return bucketInHost ? `/${bucket}${path}` : path;
}
