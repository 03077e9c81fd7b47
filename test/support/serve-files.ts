import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is answered at one path. */
export interface ServedFile {
  readonly body: string | Uint8Array;
  /** Sent as it is: without a charset, a browser guesses. */
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server of a few files on a free port of this machine. */
export interface FileServer {
  readonly origin: string;
  readonly files: Map<string, ServedFile>;
  stop(): Promise<void>;
}

/**
 * Starts a server that answers what is in `files`, which may change while it runs, and 404 to all else.
 *
 * @param host - The address that it listens at.
 */
export async function serveFiles(
  files: ReadonlyMap<string, ServedFile>,
  host = '127.0.0.1',
): Promise<FileServer> {
  const served = new Map(files);
  const server = createServer((request, response) => {
    answer(response, served.get(new URL(request.url ?? '/', 'http://localhost').pathname));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://${host}:${port}`,
    files: served,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(response: ServerResponse, file: ServedFile | undefined): void {
  if (file === undefined) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('not found');
    return;
  }
  response.writeHead(200, { 'content-type': file.contentType, ...file.headers }).end(file.body);
}
