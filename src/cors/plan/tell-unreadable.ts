// Loaded when a page cannot manage the rules of a bucket.
import { UnsupportedError } from '../../model/errors.js';
import { showValue } from '../../model/show-value.js';
import { sayWording, worded } from '../../model/wording.js';
import type { Bucket } from '../../transport/bucket.js';

/** What `requireReadableCors()` throws: the command to run in place of the call. */
export function tellUnreadable({ store, location, endpoint }: Bucket, command: string): UnsupportedError {
  const region = location.region === '' ? '' : ` --region ${location.region}`;
  const line =
    `npx bucket-preflight cors ${command} --store ${store.commandName} --bucket ${location.bucket}${region} ` +
    `--endpoint ${endpoint}`;
  const wording = worded`cannot be read or changed by a page: ${store.title} answers requests about a bucket's CORS rules without CORS headers. Do it on a server, or run: ${line}`;
  const message = sayWording(wording);
  const issue = {
    code: 'cors.wanted.unmanageable' as const,
    path: 'rules',
    value: showValue(location.bucket),
    message,
    wording,
  };
  return new UnsupportedError(`The CORS rules ${message}`, { issues: [issue] });
}
