import { UnsupportedError } from '../../model/errors.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';

/**
 * Makes sure that the store has calls for the CORS configuration of a bucket, before one is sent.
 *
 * @throws UnsupportedError that says what to do in their place.
 */
export function requireCorsApi({ store }: Bucket): void {
  if (store.withoutCorsApi !== undefined) throw new UnsupportedError(store.withoutCorsApi);
}

/**
 * The same, and that from here the answers can be read.
 *
 * @throws UnsupportedError that says what to do in their place: in a page the command to run.
 */
export function requireReadableCors(bucket: Bucket, command: string): void {
  requireCorsApi(bucket);
  const { store, location } = bucket;
  if (!isPage() || store.corsReadableInPage !== false) return;
  const region = location.region === '' ? '' : ` --region ${location.region}`;
  throw new UnsupportedError(
    `${store.title} answers requests about a bucket's CORS configuration without CORS headers, so no page can read or change ` +
      'it. Do it on a server, or run: npx bucket-preflight cors ' +
      `${command} --store ${store.commandName} --bucket ${location.bucket}${region} --endpoint ${bucket.endpoint}`,
  );
}
