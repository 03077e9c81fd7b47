import type { IncomingMessage } from 'node:http';

/**
 * Reads a request's body. Never rejects.
 *
 * @returns The bytes; `too-long` when they came whole but are more than `maxBytes`; `aborted` when the client went away
 *   before the end.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | 'too-long' | 'aborted'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request) {
      length += chunk.length;
      // Reads on and forgets: an answer in the middle of an upload would reach the client as a broken connection, which a
      // page cannot tell from a CORS refusal.
      if (length > maxBytes) chunks.length = 0;
      else chunks.push(chunk);
    }
  } catch {
    return 'aborted';
  }
  return length > maxBytes ? 'too-long' : Buffer.concat(chunks);
}
