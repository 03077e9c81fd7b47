import { createBucket } from '../../../src/client/create-bucket.js';
import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import { presignUrl, signRequest } from '../../../src/transport/sign-request.js';
import type { AccuracyCase } from '../accuracy-case.js';
import { STORES } from './stores.js';

/** Where the bucket of a case stands. */
export interface Place {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  /** As JSON. */
  readonly credentials: string;
}

/** What the page of a case sends, signed by the same functions, outside of a page. */
export async function signedRequest(
  { request: { method, key, headers, signing, withCookies }, store }: AccuracyCase,
  { endpoint, bucket: name, region, credentials }: Place,
  origin: string,
): Promise<RawRequest> {
  const bucket = createBucket({
    store: STORES[store],
    bucket: name,
    addressing: 'path',
    credentials: () => credentials,
    // QingStor has no others.
    dangerouslyAllowLongLivedKeys: true,
    ...{ endpoint, region },
  });
  const request = { method, key, headers };
  const signed =
    signing === 'header'
      ? await signRequest(bucket, request)
      : signing === 'url'
        ? await presignUrl(bucket, request, { expiresInSeconds: 60 })
        : { url: `${endpoint}/${name}/${key}`, headers: {} };
  return {
    ...{ origin, method, url: signed.url },
    headers: Object.entries({ ...headers, ...signed.headers }),
    credentials: withCookies ? 'include' : 'same-origin',
  };
}
