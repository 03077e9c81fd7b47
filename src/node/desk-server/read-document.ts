import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { ParseError } from '../../model/errors.js';
import type { Store } from '../../stores/store.js';
import { type Answer, failure } from './answer.js';

/**
 * Reads a rules document that the page sent. An empty one: no rules.
 *
 * @returns The configuration; or the answer that says what is wrong with the document.
 */
export async function readDocument(
  store: Store,
  document: unknown,
): Promise<{ readonly configuration: CorsConfiguration } | { readonly refused: Answer }> {
  if (typeof document !== 'string') return { refused: failure(400, 'The rules must be text.') };
  if (document === '') return { configuration: { rules: [] } };
  try {
    const { configuration, unknown } = await store.corsCodec.read(document);
    if (unknown.length > 0) {
      const names = unknown.map(({ path }) => path).join(', ');
      return { refused: failure(400, `The rules hold what is not understood: ${names}.`) };
    }
    if (configuration.rules.length > 0) return { configuration };
    const message = 'must hold a rule: to take all rules away, send an empty text';
    const issue = { code: 'missing', path: 'rules', value: 'an array of 0', message } as const;
    return { refused: failure(422, 'The rules were not sent to the store.', [issue]) };
  } catch (error) {
    if (error instanceof ParseError)
      return { refused: failure(400, `The rules cannot be read. ${error.message}`) };
    throw error;
  }
}
