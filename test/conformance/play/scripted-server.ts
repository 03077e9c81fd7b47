import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Place, ScriptedAnswer } from '../conformance-case.js';
import { type Origins, type PlacedCase, readLegUrl } from './place-case.js';
import { type RawRequest, takeRequest } from './read-request.js';
import { writtenHeaders } from './written-headers.js';

/** A request that a server got for a case. */
export interface ReceivedRequest extends RawRequest {
  readonly place: Place;
  readonly leg: number;
  /** Whether it asks on behalf of another request: a page cannot set what tells it. */
  readonly isPreflight: boolean;
}

/** Three raw servers, one an origin, that answer what cases say, byte by byte, and keep what they got. */
export interface ScriptedServers {
  readonly origins: Origins;
  /** From now on answers for this case. */
  add(script: PlacedCase): void;
  /** What came for a case, in order; forgets the case. */
  take(key: string): readonly ReceivedRequest[];
  stop(): Promise<void>;
}

interface Played {
  readonly script: PlacedCase;
  readonly received: ReceivedRequest[];
}

const PAGE = '<!doctype html><meta charset="utf-8"><title>conformance</title>';

/**
 * Starts the servers on free ports of 127.0.0.1. Besides the cases, each answers the page at `/`, and at `/sandbox` the
 * page with an opaque origin.
 */
export async function startScriptedServers(): Promise<ScriptedServers> {
  const played = new Map<string, Played>();
  const sockets = new Set<Socket>();
  const places: readonly Place[] = ['page', 'store', 'other'];
  const servers = places.map((place) =>
    createServer((socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      serve(socket, (request) => answer(request, place, played));
    }),
  );
  const ports = await Promise.all(servers.map(listen));
  const origins = Object.fromEntries(places.map((place, at) => [place, `http://127.0.0.1:${ports[at]}`]));
  return {
    origins: origins as Origins,
    add: (script) => played.set(script.key, { script, received: [] }),
    take: (key) => {
      const received = played.get(key)?.received ?? [];
      played.delete(key);
      return received;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Reads one request after the other off a connection, and writes the answers. */
function serve(socket: Socket, answerTo: (request: RawRequest) => string): void {
  let received = '';
  socket.setNoDelay(true);
  // Browsers drop connections as they like.
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
    for (let taken = takeRequest(received); taken !== null; taken = takeRequest(received)) {
      received = taken.rest;
      socket.write(answerTo(taken.request), 'latin1');
    }
  });
}

function answer(request: RawRequest, place: Place, played: ReadonlyMap<string, Played>): string {
  if (request.target === '/' || request.target === '/sandbox') return pageText(request.target);
  const found = readLegUrl(request.target);
  const known = found === null ? undefined : played.get(found.key);
  if (found === null || known === undefined) return answerText({ status: 404, headers: [], body: '' }, 'GET');
  const isPreflight = request.headers.some(
    ([name]) => name.toLowerCase() === 'access-control-request-method',
  );
  known.received.push({ ...request, place, leg: found.leg, isPreflight });
  const leg = known.script.legs[found.leg];
  const scripted = isPreflight ? leg?.preflight : leg?.actual;
  return answerText(scripted ?? { status: 404, headers: [], body: '' }, request.method);
}

function pageText(target: string): string {
  const sandbox =
    target === '/sandbox' ? [['Content-Security-Policy', 'sandbox allow-scripts'] as const] : [];
  return answerText({ status: 200, headers: [['Content-Type', 'text/html'], ...sandbox], body: PAGE }, 'GET');
}

function answerText(answer: ScriptedAnswer, method: string): string {
  const lines = writtenHeaders(answer).map(([name, value]) => `${name}: ${value}\r\n`);
  const hasBody = method !== 'HEAD' && ![204, 205, 304].includes(answer.status);
  return `HTTP/1.1 ${answer.status} Scripted\r\n${lines.join('')}\r\n${hasBody ? answer.body : ''}`;
}
