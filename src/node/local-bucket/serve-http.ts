import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { ErrorListener } from '../error-listener.js';
import { openServer, type RunningServer } from '../http-server.js';
import { type BodyPace, keepPace } from './body-pace.js';
import {
  type Answer,
  BodyTooSlow,
  ClientGone,
  NoAnswer,
  type RequestHandler,
  type UnreadableRequest,
} from './exchange.js';
import { incomingBody, readToEnd } from './incoming-body.js';
import { sendAnswer } from './send-answer.js';

/** Where to listen, and what the server goes by. */
export interface HttpListener {
  readonly host: string;
  readonly port: number;
  /** The clock that the `Date` header is written by. */
  readonly now: () => Date;
  /** For how long a connection may be silent in the middle of a request. */
  readonly idleMs: number;
  /** How fast a body must come, at the least. */
  readonly bodyPace: BodyPace;
  readonly onError: ErrorListener;
}

/** The longest that headers may be, all together. */
const MAX_HEADER_BYTES = 16 * 1024;
/** What a client may go on sending after a request that cannot be read, so that it comes to read the answer. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/**
 * Listens, and answers every request by a handler. Bounds the size of headers and the time in which they come; a body may
 * take as long as it comes at its least pace.
 *
 * @param handlerFor - The handler of a request, by its `Host` header; that of `''` answers what cannot be read.
 * @throws The system's error, with its `code` (`EADDRINUSE`, `EACCES` …), when the port cannot be had.
 */
export async function serveHttp(
  handlerFor: (host: string) => RequestHandler,
  listener: HttpListener,
): Promise<RunningServer> {
  const limits = { maxHeaderSize: MAX_HEADER_BYTES, headersTimeout: 60_000, requestTimeout: 0 };
  const server = createServer(limits, (request, response) => {
    // A client that goes away is no event of ours, and nothing is left to answer to.
    response.on('error', () => {});
    exchange(handlerFor(request.headers.host ?? ''), listener, request, response).catch((error) => {
      if (error instanceof NoAnswer) return endWithoutAnswer(request.socket, error);
      listener.onError(error);
      response.destroy();
    });
  });
  endSilentConnections(server, listener.idleMs, () => handlerFor('').answerUnreadable('too-slow'));
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return void socket.destroy();
    const code = 'code' in error ? String(error.code) : '';
    endWith(socket as Socket, handlerFor('').answerUnreadable(UNREADABLE[code] ?? 'not-http'));
  });
  return openServer(server, listener.host, listener.port);
}

const UNREADABLE: Readonly<Record<string, UnreadableRequest>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** What Node calls a header that it refuses to write. */
const UNSENDABLE: readonly unknown[] = [
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
  'ERR_HTTP_INVALID_HEADER_VALUE',
];

/** With two of one it would be for chance to say whose request it is. @see https://www.rfc-editor.org/rfc/rfc9110#section-5.3 */
const SINGLE = ['host', 'authorization'];

const CLOSE: HeaderEntry = ['Connection', 'close'];

async function exchange(
  handler: RequestHandler,
  { now, onError, bodyPace }: HttpListener,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { remoteAddress = '' } = request.socket;
  const head = {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: headersOf(request),
    remoteAddress,
  };
  const isClear = SINGLE.every((single) => head.headers.filter(([name]) => name === single).length <= 1);
  const pace = keepPace(bodyPace);
  const answer = isClear
    ? await handler.answer(head, incomingBody(request, pace)).catch((error) => {
        if (error instanceof BodyTooSlow) return handler.answerUnreadable('too-slow');
        throw error;
      })
    : handler.answerUnreadable('not-http');
  if (answer === null) return void response.destroy();
  // An answer in the middle of an upload would reach the client as a broken connection, which a page cannot tell from a
  // CORS refusal: what is left is read and forgotten, unless it would never end.
  const rest = await readToEnd(request, pace).then(
    () => 'whole' as const,
    (error) => {
      if (error instanceof ClientGone) return 'gone';
      if (error instanceof BodyTooSlow) return 'endless';
      throw error;
    },
  );
  const isHead = request.method === 'HEAD';
  const headers = rest === 'endless' ? [...answer.headers, CLOSE] : answer.headers;
  await sendAnswer(rest === 'gone' ? null : response, { ...answer, headers }, isHead, now).catch((error) => {
    if (!UNSENDABLE.includes(error?.code)) throw error;
    // What would end as a broken connection says that it failed.
    onError(error);
    return sendAnswer(response, handler.answerUnreadable('internal-error'), isHead, now);
  });
}

function headersOf(request: IncomingMessage): HeaderEntry[] {
  const raw = request.rawHeaders;
  const entries: HeaderEntry[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    entries.push([(raw[index] ?? '').toLowerCase(), raw[index + 1] ?? '']);
  }
  return entries;
}

/** A connection that is silent is told so where an answer has not begun, and ended in any case. */
function endSilentConnections(server: Server, idleMs: number, answer: () => Answer): void {
  const current = new WeakMap<Socket, ServerResponse>();
  server.on('request', (request, response) => current.set(request.socket, response));
  server.setTimeout(idleMs, (socket) => {
    const response = current.get(socket);
    // Between two requests nobody waits for an answer.
    if (response === undefined || response.writableFinished || response.headersSent) socket.destroy();
    else endWith(socket, answer());
  });
}

function endWithoutAnswer(socket: Socket, { ending, bytes }: NoAnswer): void {
  if (ending === 'hang') return;
  if (ending === 'reset') return void socket.resetAndDestroy();
  if (bytes === '') return void socket.destroy();
  socket.end(bytes);
}

/** Answers without a response to write to, and lets the client read it before the connection ends. */
function endWith(socket: Socket, answer: Answer): void {
  let unread = 0;
  socket.on('data', (chunk: Uint8Array) => {
    unread += chunk.byteLength;
    if (unread > MAX_UNREAD_BYTES) socket.destroy();
  });
  socket.setTimeout(5000, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.end(writeRawAnswer(answer));
  socket.resume();
}

function writeRawAnswer(answer: Answer): string {
  const body = typeof answer.body === 'string' ? answer.body : '';
  const lines: HeaderEntry[] = [
    ...answer.headers,
    ['Content-Length', String(Buffer.byteLength(body))],
    ['Connection', 'close'],
  ];
  return [`HTTP/1.1 ${answer.status} Error`, ...lines.map((line) => line.join(': ')), '', body].join('\r\n');
}
