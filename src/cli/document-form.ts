import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { Store } from '../stores/store.js';
import type { Context } from './command.js';
import { UsageError } from './exit-code.js';

/** What a configuration is printed as, beside a table and our own JSON. */
export type DocumentForm = 'xml' | 'vendor-json';

/** The form that is asked for. `null`: none of these. @throws UsageError when several are. */
export function readForm({ switches, say }: Context): DocumentForm | null {
  const asked = (['json', 'xml', 'vendor-json'] as const).filter((name) => switches.has(name));
  if (asked.length > 1) throw new UsageError([say('wrong.several-forms')]);
  const [only] = asked;
  return only === undefined || only === 'json' ? null : only;
}

/** The document in that form. @throws UsageError where the store's documents are no XML. */
export function writeForm(
  { say }: Context,
  form: DocumentForm,
  { corsCodec, title }: Store,
  configuration: CorsConfiguration,
): string {
  if (form === 'xml' && corsCodec.contentType !== 'application/xml')
    throw new UsageError([say('wrong.no-xml', { store: title })]);
  const text = form === 'xml' ? corsCodec.write(configuration) : corsCodec.writeJson(configuration);
  return `${text.trimEnd()}\n`;
}
