import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import type { Page } from './page.js';
import { probeId } from './probe-id.js';

/** What is asked about, and from where. */
export interface Subject {
  readonly page: Page;
  readonly bucket: Bucket;
  readonly request: Pick<DiagnosedRequest, 'key'>;
}

/** A fresh address of an object at which no request changes anything. */
export function harmlessUrl({ page, bucket, request }: Subject, method: string): string {
  return objectUrl(bucket.location, request.key, bucket.store.harmlessQuery(method, probeId(page)));
}
