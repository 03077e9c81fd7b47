import { cleaned, ownAdvice } from './own-advice.js';
import { PREFIX, type SharedDiagnosis } from './shared-diagnosis.js';

/** What a fragment holds, with advice that is this page's own. `null`: it is of no link. Rejects when it is damaged. */
export async function readFragment(fragment: string): Promise<SharedDiagnosis | null> {
  if (!fragment.startsWith(PREFIX)) return null;
  const letters = fragment.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const { form, diagnosis } = JSON.parse(await new Response(unpacked).text()) as SharedDiagnosis;
  // Headers stand in lines.
  const texts = Object.entries(form).flatMap(([name, value]) =>
    isTellable(name) && typeof value === 'string' ? [[name, value.replace(/[^\n]+/g, cleaned)]] : [],
  );
  return { form: Object.fromEntries(texts), diagnosis: ownAdvice(diagnosis, form.store) };
}

/** A link must not put what it likes into the rest of the form. */
function isTellable(name: string): boolean {
  return /^(store|endpoint|region|bucket|key|addressing|method|contentType|headers|signing)$/.test(name);
}
