import type { IncomingMessage } from 'node:http';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { ParseError } from '../../model/errors.js';
import type { Store } from '../../stores/store.js';
import { readBody } from '../read-body.js';
import { type Answer, failure } from './answer.js';

/** The longest body that is taken, in bytes: what a store takes as rules at most. */
const MAX_BODY_BYTES = 64 * 1024;

/**
 * Reads the configuration out of a request's body, `{ "document": "<CORSConfiguration>…" }`.
 *
 * @returns The configuration; or the answer that says what is wrong with the body; or `aborted`: nobody waits for one.
 */
export async function readRulesDocument(
  request: IncomingMessage,
  store: Store,
): Promise<{ readonly configuration: CorsConfiguration } | { readonly refused: Answer } | 'aborted'> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'aborted') return 'aborted';
  if (typeof body === 'string')
    return { refused: failure(413, `The body is longer than ${MAX_BODY_BYTES} bytes.`) };
  // A form of another page cannot send this type without being asked for permission first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return { refused: failure(415, 'The body must be application/json.') };
  }
  const document = documentIn(Buffer.from(body).toString());
  if (document === undefined)
    return { refused: failure(400, 'The body must be JSON with the text "document".') };
  try {
    const { configuration, unknown } = await store.corsCodec.read(document);
    if (unknown.length === 0) return { configuration };
    const names = unknown.map(({ path }) => path).join(', ');
    return { refused: failure(400, `The rules hold what is not understood: ${names}.`) };
  } catch (error) {
    if (error instanceof ParseError)
      return { refused: failure(400, `The rules cannot be read. ${error.message}`) };
    throw error;
  }
}

function documentIn(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const document: unknown =
      typeof value === 'object' && value !== null ? Reflect.get(value, 'document') : undefined;
    return typeof document === 'string' ? document : undefined;
  } catch {
    return undefined;
  }
}
