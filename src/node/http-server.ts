import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Ends open connections and frees the port. Further calls give the same promise. */
  readonly stop: () => Promise<void>;
}

/**
 * Lets a server listen.
 *
 * @param port - `0`: any that is free.
 * @throws The system's error, with its `code` (`EADDRINUSE`, `EACCES` …), when the port cannot be had.
 */
export async function openServer(server: Server, host: string, port: number): Promise<RunningServer> {
  await listen(server, host, port);
  let stopped: Promise<void> | undefined;
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => {
      stopped ??= close(server);
      return stopped;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
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
