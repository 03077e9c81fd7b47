import type { IncomingMessage } from 'node:http';

/** The longest body that is kept, in bytes: 64 MiB. */
export const MAX_BODY_BYTES: number = 64 * 1024 * 1024;

/**
 * Reads a request's body. Never rejects.
 *
 * @returns The bytes; `null` when there are more than `maxBytes`; `aborted` when the client went away before the end.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number = MAX_BODY_BYTES,
): Promise<Uint8Array | null | 'aborted'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += chunk.length;
      // Reads on past the limit and forgets: an answer in the middle of an upload would reach the client as a broken
      // connection, which a page cannot tell from a CORS refusal.
      if (length > maxBytes) chunks.length = 0;
      else chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return length > maxBytes ? null : Buffer.concat(chunks);
}
