import type { IncomingMessage } from 'node:http';
import { readBody } from '../read-body.js';
import { type Answer, failure } from './answer.js';

/** The longest body that is taken, in bytes: what a store takes as rules at most, twice, and what stands around. */
const MAX_BODY_BYTES = 160 * 1024;

/**
 * Reads a request's body, an object as JSON.
 *
 * @returns The object; or the answer that says what is wrong with the body; or `aborted`: nobody waits for one.
 */
export async function readJson(
  request: IncomingMessage,
): Promise<{ readonly value: Readonly<Record<string, unknown>> } | { readonly refused: Answer } | 'aborted'> {
  const body = await readBody(request, MAX_BODY_BYTES);
  if (body === 'aborted') return 'aborted';
  if (typeof body === 'string')
    return { refused: failure(413, `The body is longer than ${MAX_BODY_BYTES} bytes.`) };
  // A form of another page cannot send this type without being asked for permission first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return { refused: failure(415, 'The body must be application/json.') };
  }
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    if (typeof value === 'object' && value !== null) return { value: value as Record<string, unknown> };
  } catch {
    // As though it were no object.
  }
  return { refused: failure(400, 'The body must be an object as JSON.') };
}
