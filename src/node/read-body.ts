import type { IncomingMessage } from 'node:http';
import type { BodyLease } from './body-budget.js';

/** Why a body that came whole was not kept: longer than is taken, or too much was held for others at that time. */
export type UnkeptBody = 'too-long' | 'no-room';

/**
 * Reads a request's body. Never rejects.
 *
 * @param lease - What the bytes are counted on, to be released by the caller. Default: they are not counted.
 * @returns The bytes; why they were not kept; or `aborted` when the client went away before the end.
 */
export async function readBody(
  request: IncomingMessage,
  maxBytes: number,
  lease?: BodyLease,
): Promise<Uint8Array | UnkeptBody | 'aborted'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let unkept: UnkeptBody | undefined;
  try {
    for await (const chunk of request) {
      // Reads on and forgets: an answer in the middle of an upload would reach the client as a broken connection, which a
      // page cannot tell from a CORS refusal.
      if (unkept !== undefined) continue;
      length += chunk.length;
      unkept = length > maxBytes ? 'too-long' : lease?.take(chunk.length) === false ? 'no-room' : undefined;
      if (unkept === undefined) chunks.push(chunk);
      else {
        chunks.length = 0;
        lease?.release();
      }
    }
  } catch {
    return 'aborted';
  }
  return unkept ?? Buffer.concat(chunks);
}
