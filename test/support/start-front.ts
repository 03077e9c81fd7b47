import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands before a store and reads it for strangers, as a CDN does of a bucket that is not public. */
export interface Front {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts one before a store that runs on this machine.
 *
 * @param presign - The store's own address for what a stranger reads by this path.
 */
export async function startFront(
  endpoint: string,
  presign: (path: string) => Promise<string>,
): Promise<Front> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    const isReading = request.method === 'GET' && !path.includes('?');
    const url = isReading ? await presign(path) : endpoint + path;
    const answer = await fetch(url, { method: request.method ?? 'GET', headers: passedOn(request) });
    const headers = [...answer.headers].filter(([name]) => !HOP_BY_HOP.includes(name));
    response
      .writeHead(answer.status, Object.fromEntries(headers))
      .end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const HOP_BY_HOP = ['connection', 'keep-alive', 'transfer-encoding', 'content-encoding', 'content-length'];

/** What CORS goes by, and nothing else. */
function passedOn({ headers }: IncomingMessage): Record<string, string> {
  const names = [
    'origin',
    'access-control-request-method',
    'access-control-request-headers',
    'authorization',
  ];
  return Object.fromEntries(
    names.flatMap((name) => (typeof headers[name] === 'string' ? [[name, headers[name]]] : [])),
  );
}
