import type { Diagnosis } from 'bucket-preflight';
import type { FormValues } from '../form.js';

/** What a link holds: the form as far as it may be told, and the diagnosis. */
export interface SharedDiagnosis {
  readonly form: Partial<FormValues>;
  readonly diagnosis: Diagnosis;
}

/** How the fragment of a link begins. */
export const PREFIX = '#d=';

/**
 * What may be told of the form: no credentials, no values of headers, nothing behind a question mark or before an `@`, where
 * people paste signatures and passwords.
 */
export function tellableForm(values: FormValues): Partial<FormValues> {
  const { store, region, bucket, addressing, method, signing } = values;
  const endpoint = URL.canParse(values.endpoint) ? new URL(values.endpoint).origin : '';
  const [key = ''] = values.key.split('?');
  const [contentType = ''] = values.contentType.split(';');
  const headers = values.headers
    .split('\n')
    .map((line) => /^\s*([\w-]+)\s*:/.exec(line)?.[1])
    .filter((name) => name !== undefined)
    .map((name) => `${name}: -`)
    .join('\n');
  return { store, endpoint, region, bucket, key, addressing, method, contentType, headers, signing };
}

/** The fragment of a link: JSON, deflated, in the letters of base64url. Never leaves the browser: fragments are not sent. */
export async function writeFragment(shared: SharedDiagnosis): Promise<string> {
  const text = new Blob([JSON.stringify(shared)]).stream();
  const packed = await new Response(text.pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer();
  const letters = btoa(Array.from(new Uint8Array(packed), (byte) => String.fromCharCode(byte)).join(''));
  return PREFIX + letters.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
