// Loaded when the rules of a bucket cannot be managed from here.
import { UnsupportedError } from '../../model/errors.js';
import { showValue } from '../../model/show-value.js';
import { sayWording, type Wording, worded } from '../../model/wording.js';
import type { Bucket } from '../../transport/bucket.js';

/** What `requireReadableCors()` throws: what to do in place of the call, or the command to run. */
export function tellUnreadable(bucket: Bucket, command: string): UnsupportedError {
  const { withoutCorsApi: message, title } = bucket.store;
  if (message === undefined) return unreadableHere(bucket, command);
  return unmanageable(message, title, message, { text: message, values: [] });
}

function unreadableHere({ store, location, endpoint }: Bucket, command: string): UnsupportedError {
  const region = location.region === '' ? '' : ` --region ${location.region}`;
  const line =
    `npx bucket-preflight cors ${command} --store ${store.commandName} --bucket ${location.bucket}${region} ` +
    `--endpoint ${endpoint}`;
  const wording = worded`cannot be read or changed by a page: ${store.title} answers requests about a bucket's CORS rules without CORS headers. Do it on a server, or run: ${line}`;
  const message = sayWording(wording);
  return unmanageable(`The CORS rules ${message}`, showValue(location.bucket), message, wording);
}

function unmanageable(title: string, value: string, message: string, wording: Wording): UnsupportedError {
  const code = 'cors.wanted.unmanageable';
  return new UnsupportedError(title, { issues: [{ code, path: 'rules', value, message, wording }] });
}
