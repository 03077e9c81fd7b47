import { createServer, type ServerResponse } from 'node:http';
import { createBucket } from '../../client/create-bucket.js';
import { errorListener } from '../error-listener.js';
import { openServer } from '../http-server.js';
import { type Answer, failure } from './answer.js';
import { answerRequest } from './desk-routes.js';
import type { DeskBucket, DeskServerOptions } from './options.js';
import { ownOrigin } from './own-origin.js';
import { SECURITY_HEADERS } from './security-headers.js';

/** Never another: the server hands out credentials to whoever reaches it. */
const HOST = '127.0.0.1';

/** A desk server that runs. */
export interface DeskServer {
  /** The page's origin: `http://127.0.0.1:PORT`, without a slash at the end; at port 80 without the port. */
  readonly url: string;
  /** Ends open connections and frees the port. May be called again. */
  stop(): Promise<void>;
}

/**
 * Serves the troubleshooting desk and plays the page's own backend: it gets temporary credentials or signatures, puts CORS
 * rules, sends preflights and, on local buckets, makes things go wrong, with keys that never reach the page. For development: it listens on this machine only, and only
 * its own page may use what changes anything.
 *
 * @param options - {@link DeskServerOptions}.
 * @returns The page's address, once requests are answered.
 * @throws ConfigError when the bucket's options cannot be right.
 * @throws The system's error, with its `code`, when the port cannot be had: `EADDRINUSE`.
 */
export async function startDeskServer(options: DeskServerOptions): Promise<DeskServer> {
  const { port = 0, root, now } = options;
  const onError = errorListener(options.onError);
  const clock = now === undefined ? {} : { now };
  const { buckets } = options;
  const open = (served: DeskBucket) => {
    const { store, endpoint, region, bucket, adminCredentials: credentials } = served;
    const place = { store, endpoint, region, bucket, addressing: 'path' } as const;
    return createBucket({ ...place, credentials, ...clock });
  };
  // What is wrong with them is said now, and not at the first request.
  for (const served of buckets) open(served);
  const stopping = new AbortController();
  const server = createServer();
  const running = await openServer(server, HOST, port);
  const origin = ownOrigin(HOST, running.port);
  const desk = { root, buckets, open, origin, signal: stopping.signal };
  server.on('request', (request, response) => {
    // A client that goes away is no event of ours.
    response.on('error', () => {});
    answerRequest(desk, request)
      // What is not foreseen ends this request and no other; its text goes to no page, since it may hold anything.
      .catch((error) => {
        onError(error);
        return failure(500, 'The desk server failed at this request.');
      })
      .then((answer) => (answer === null ? response.destroy() : send(response, answer, request.method)))
      .catch((error) => {
        onError(error);
        response.destroy();
      });
  });
  return {
    url: origin,
    stop: () => {
      stopping.abort();
      return running.stop();
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
