import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import type { Page } from './page.js';
import { probeId } from './probe-id.js';

/** A fresh address of an object at which no request changes anything. */
export function harmlessUrl(
  { page, bucket, key }: { readonly page: Page; readonly bucket: Bucket; readonly key: string },
  method: string,
): string {
  return objectUrl(bucket.location, key, bucket.store.harmlessQuery(method, probeId(page)));
}
