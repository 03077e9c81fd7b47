import { UnsupportedError } from '../../model/errors.js';
import { showValue } from '../../model/show-value.js';
import { sayWording, worded } from '../../model/wording.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';

/**
 * Makes sure that the store has calls for the CORS configuration of a bucket, before one is sent.
 *
 * @throws UnsupportedError that says what to do in their place, also as the finding `cors.wanted.unmanageable`.
 */
export function requireCorsApi({ store }: Bucket): void {
  const { withoutCorsApi: message, title } = store;
  if (message === undefined) return;
  const wording = { text: message, values: [] };
  const code = 'cors.wanted.unmanageable' as const;
  throw new UnsupportedError(message, { issues: [{ code, path: 'rules', value: title, message, wording }] });
}

/**
 * The same, and that from here the answers can be read.
 *
 * @throws UnsupportedError that says what to do in their place: in a page the command to run, also as the finding
 * `cors.wanted.unmanageable`, which `corsIssueInWords()` tells in other languages.
 */
export function requireReadableCors(bucket: Bucket, command: string): void {
  requireCorsApi(bucket);
  const { store, location } = bucket;
  if (!isPage() || store.corsReadableInPage !== false) return;
  const region = location.region === '' ? '' : ` --region ${location.region}`;
  const line =
    `npx bucket-preflight cors ${command} --store ${store.commandName} --bucket ${location.bucket}${region} ` +
    `--endpoint ${bucket.endpoint}`;
  const wording = worded`cannot be read or changed by a page: ${store.title} answers requests about a bucket's CORS rules without CORS headers. Do it on a server, or run: ${line}`;
  const message = sayWording(wording);
  const issue = {
    code: 'cors.wanted.unmanageable' as const,
    path: 'rules',
    value: showValue(location.bucket),
    message,
    wording,
  };
  throw new UnsupportedError(`The CORS rules ${message}`, { issues: [issue] });
}
