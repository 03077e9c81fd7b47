import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Answer, Dialect, UnreadableRequest } from './exchange.js';
import { readBody } from './read-body.js';

/** Where to listen, and with which clock the `Date` header is written. */
export interface HttpListener {
  readonly host: string;
  readonly port: number;
  readonly now: () => Date;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Ends open connections and frees the port. Further calls give the same promise. */
  readonly stop: () => Promise<void>;
}

/**
 * Listens, and answers every request by the dialect. Header size, slow headers and slow bodies are bounded by Node's
 * own limits (16 KiB, 60 s, 300 s).
 *
 * @throws The system's error, with its `code` (`EADDRINUSE`, `EACCES` …), when the port cannot be had.
 */
export async function serveHttp(dialect: Dialect, listener: HttpListener): Promise<RunningServer> {
  const server = createServer((request, response) => {
    // A client that goes away is no event of ours, and nothing is left to answer to.
    response.on('error', () => {});
    exchange(dialect, listener, request, response).catch(() => response.destroy());
  });
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return socket.destroy();
    const code = 'code' in error ? error.code : undefined;
    return socket.end(writeRawAnswer(dialect.answerUnreadable(UNREADABLE[String(code)] ?? 'not-http')));
  });
  await listen(server, listener);
  const { port } = server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  return {
    port,
    stop: () => {
      stopped ??= close(server);
      return stopped;
    },
  };
}

const UNREADABLE: Readonly<Record<string, UnreadableRequest>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

async function exchange(
  dialect: Dialect,
  listener: HttpListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  if (body === 'aborted') return;
  const method = request.method ?? '';
  const answer = await dialect.answer({
    method,
    target: request.url ?? '',
    headers: headersOf(request),
    body,
  });
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  const headers: HeaderEntry[] = [...answer.headers, ['Date', listener.now().toUTCString()]];
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

function listen(server: Server, { host, port }: HttpListener): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
