import type { Diagnosis } from 'bucket-preflight';
import type { FormValues } from '../form.js';

/** What a link holds: the form as far as it may be told, and the diagnosis. */
export interface SharedDiagnosis {
  readonly form: Partial<FormValues>;
  readonly diagnosis: Diagnosis;
}

const PREFIX = '#d=';

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

/** What a fragment holds, with advice that is this page's own. `null`: it is of no link. Rejects when it is damaged. */
export async function readFragment(fragment: string): Promise<SharedDiagnosis | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  const letters = fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const { form, diagnosis } = JSON.parse(await new Response(unpacked).text()) as SharedDiagnosis;
  const texts = Object.entries(form).filter(([name, value]) => isTellable(name) && typeof value === 'string');
  const { ownAdvice } = await import('./own-advice.js');
  return { form: Object.fromEntries(texts), diagnosis: ownAdvice(diagnosis, form.store) };
}

/** A link must not put what it likes into the rest of the form. */
function isTellable(name: string): boolean {
  return 'store endpoint region bucket key addressing method contentType headers signing'
    .split(' ')
    .includes(name);
}
