import type { HeaderEntry } from '../../../src/model/cors-exchange.js';

/** A request as it came over the wire: one character a byte. */
export interface RawRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** As they came, without the blanks after the colon and at the end. */
  readonly headers: readonly HeaderEntry[];
}

/**
 * Takes the first request off what a connection brought so far. `null`: it is not complete.
 *
 * @param received - One character a byte.
 * @returns The request, and what comes after its body.
 */
export function takeRequest(
  received: string,
): { readonly request: RawRequest; readonly rest: string } | null {
  const end = received.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const [start = '', ...lines] = received.slice(0, end).split('\r\n');
  const [method = '', target = ''] = start.split(' ');
  const headers = lines.map((line): HeaderEntry => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
  });
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  const after = end + 4 + length;
  return received.length < after
    ? null
    : { request: { method, target, headers }, rest: received.slice(after) };
}
