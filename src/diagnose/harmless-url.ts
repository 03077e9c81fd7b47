import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import { objectUrl } from '../signing/object-url.js';
import type { Bucket } from '../transport/bucket.js';
import type { Page } from './page.js';
import { probeId } from './probe-id.js';
import { probeKey } from './probe-key.js';

/** What is asked about, and from where. */
export interface Subject {
  readonly page: Page;
  readonly bucket: Bucket;
  readonly request: Pick<DiagnosedRequest, 'key'>;
}

/**
 * A fresh address at which no request changes anything: its query is of an upload that does not exist. As what stands in front
 * of a store may drop the query and sign for itself, methods that change things get a key of their own besides, which no rule
 * looks at.
 */
export function harmlessUrl({ page, bucket, request: { key } }: Subject, method: string): string {
  const id = probeId(page);
  const safeKey = METHODS_WITH_BODY.includes(method) ? probeKey(key, id) : key;
  return objectUrl(bucket.location, safeKey, bucket.store.harmlessQuery(method, id));
}
