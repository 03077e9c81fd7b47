import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { type BodyLease, createBodyBudget } from '../body-budget.js';
import type { ErrorListener } from '../error-listener.js';
import { openServer, type RunningServer } from '../http-server.js';
import { readBody } from '../read-body.js';
import type { Answer, Dialect, UnreadableRequest } from './exchange.js';

/** Where to listen, and what the server goes by. */
export interface HttpListener {
  readonly host: string;
  readonly port: number;
  /** The clock that the `Date` header is written by. */
  readonly now: () => Date;
  /** The most bytes of bodies that are held at one time, those of all requests together. */
  readonly maxHeldBytes: number;
  readonly onError: ErrorListener;
}

/**
 * Listens, and answers every request by the dialect. Header size, slow headers and slow bodies are bounded by Node's
 * own limits (16 KiB, 60 s, 300 s).
 *
 * @throws The system's error, with its `code` (`EADDRINUSE`, `EACCES` …), when the port cannot be had.
 */
export async function serveHttp(dialect: Dialect, listener: HttpListener): Promise<RunningServer> {
  const newLease = createBodyBudget(listener.maxHeldBytes);
  const server = createServer((request, response) => {
    // A client that goes away is no event of ours, and nothing is left to answer to.
    response.on('error', () => {});
    const lease = newLease();
    exchange(dialect, listener.now, lease, request, response)
      .catch((error) => {
        listener.onError(error);
        response.destroy();
      })
      .finally(lease.release);
  });
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return socket.destroy();
    const code = 'code' in error ? error.code : undefined;
    return socket.end(writeRawAnswer(dialect.answerUnreadable(UNREADABLE[String(code)] ?? 'not-http')));
  });
  return openServer(server, listener.host, listener.port);
}

const UNREADABLE: Readonly<Record<string, UnreadableRequest>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

async function exchange(
  dialect: Dialect,
  now: () => Date,
  lease: BodyLease,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const method = request.method ?? '';
  const begun = dialect.begin({ method, target: request.url ?? '', headers: headersOf(request) });
  const body = await readBody(request, begun.maxBodyBytes, lease);
  if (body === 'aborted') return;
  const answer = await begun.finish(body);
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const headers: HeaderEntry[] = [...answer.headers, ['Date', now().toUTCString()]];
  if (answer.status !== 204) headers.push(['Content-Length', String(bytes.byteLength)]);
  response.writeHead(answer.status, headers.flat());
  response.end(method === 'HEAD' ? undefined : bytes);
}

function headersOf(request: IncomingMessage): HeaderEntry[] {
  const raw = request.rawHeaders;
  return Array.from({ length: raw.length / 2 }, (_, index) => [
    (raw[2 * index] ?? '').toLowerCase(),
    raw[2 * index + 1] ?? '',
  ]);
}

function writeRawAnswer(answer: Answer): string {
  const body = answer.body.toString();
  const lines = [
    ...answer.headers,
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'close'],
  ];
  return [`HTTP/1.1 ${answer.status} Error`, ...lines.map((line) => line.join(': ')), '', body].join('\r\n');
}
