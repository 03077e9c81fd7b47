import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Answer } from '../exchange.js';

const XML: HeaderEntry = ['Content-Type', 'application/xml'];

/** An answer with a document. */
export function xmlAnswer(status: number, body: string, headers: readonly HeaderEntry[] = []): Answer {
  return { status, headers: [XML, ...headers], body };
}

/** An answer without one. */
export function emptyAnswer(status: number, headers: readonly HeaderEntry[] = []): Answer {
  return { status, headers, body: '' };
}
