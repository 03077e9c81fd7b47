import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createBucket } from '../../client/create-bucket.js';
import { type Answer, failure } from './answer.js';
import { answerRequest } from './desk-routes.js';
import type { DeskServerOptions } from './options.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** A desk server that runs. */
export interface DeskServer {
  /** `http://127.0.0.1:PORT`, without a slash at the end: the page's origin. */
  readonly url: string;
  /** Ends open connections and frees the port. May be called again. */
  stop(): Promise<void>;
}

/**
 * Serves the troubleshooting desk and plays the page's own backend: it gets temporary credentials from the store's STS
 * and puts CORS rules, with keys that never reach the page. For development: it listens on this machine only, and only
 * its own page may use what changes anything.
 *
 * @param options - {@link DeskServerOptions}.
 * @returns The page's address, once requests are answered.
 * @throws ConfigError when the bucket's options cannot be right.
 * @throws The system's error, with its `code`, when the port cannot be had: `EADDRINUSE`.
 */
export async function startDeskServer(options: DeskServerOptions): Promise<DeskServer> {
  const { port = 0, host = '127.0.0.1', adminCredentials, now } = options;
  const { store, endpoint, region, bucket: name } = options.bucket;
  const clock = now === undefined ? {} : { now };
  const bucket = createBucket({
    store,
    endpoint,
    region,
    bucket: name,
    credentials: adminCredentials,
    addressing: 'path',
    ...clock,
  });
  const stopping = new AbortController();
  const server = createServer();
  await listen(server, port, host);
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  const desk = { options, bucket, origin, signal: stopping.signal };
  server.on('request', (request, response) => {
    // A client that goes away is no event of ours.
    response.on('error', () => {});
    answerRequest(desk, request)
      // What is not foreseen ends this request and no other; its text stays here, since it may hold anything.
      .catch(() => failure(500, 'The desk server failed at this request.'))
      .then((answer) => (answer === null ? response.destroy() : send(response, answer, request.method)))
      .catch(() => response.destroy());
  });
  let stopped: Promise<void> | undefined;
  return {
    url: origin,
    stop: () => {
      stopping.abort();
      stopped ??= close(server);
      return stopped;
    },
  };
}

function send(response: ServerResponse, answer: Answer, method: string | undefined): void {
  const bytes = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  response.writeHead(answer.status, {
    ...SECURITY_HEADERS,
    ...answer.headers,
    'Content-Type': answer.contentType,
    'Content-Length': bytes.byteLength,
  });
  response.end(method === 'HEAD' ? undefined : bytes);
}

function listen(server: Server, port: number, host: string): Promise<void> {
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
