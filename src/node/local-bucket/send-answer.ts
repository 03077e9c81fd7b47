import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Answer, StreamedBody } from './exchange.js';

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1 */
const BODILESS = [204, 304];

/**
 * Writes an answer.
 *
 * @param response - `null`: the client is gone, and only what the answer holds is given back.
 */
export async function sendAnswer(
  response: ServerResponse | null,
  answer: Answer,
  isHead: boolean,
  now: () => Date,
): Promise<void> {
  const { body } = answer;
  try {
    if (response === null) return;
    const length = isStreamed(body) ? body.length : Buffer.byteLength(body);
    const headers: HeaderEntry[] = [...answer.headers, ['Date', now().toUTCString()]];
    if (!BODILESS.includes(answer.status)) headers.push(['Content-Length', String(length)]);
    response.writeHead(answer.status, headers.flat());
    if (isHead || length === 0 || BODILESS.includes(answer.status)) response.end();
    else if (!isStreamed(body)) response.end(body);
    // A client that goes away in the middle is no failure of ours; what cannot be read must end as a broken answer.
    else await pipeline(body.open(), response).catch(() => response.destroy());
  } finally {
    if (isStreamed(body)) await body.close();
  }
}

function isStreamed(body: Answer['body']): body is StreamedBody {
  return typeof body === 'object' && 'open' in body;
}
