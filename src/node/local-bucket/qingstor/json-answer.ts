import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Answer } from '../exchange.js';

const JSON_TYPE: HeaderEntry = ['Content-Type', 'application/json'];

/** An answer with a JSON document. */
export function jsonAnswer(status: number, content: object): Answer {
  return { status, headers: [JSON_TYPE], body: JSON.stringify(content) };
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: readonly HeaderEntry[] = []): Answer {
  return { status, headers, body: '' };
}
