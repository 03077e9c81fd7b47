import { createServer } from 'node:http';
import { type AddressInfo, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

/** A page whose address is none of the loopback. */
export interface PageElsewhere {
  readonly origin: string;
  stop(): Promise<void>;
}

/** An address of this machine in its network, or in the internet; undefined where it has none. */
export const ownAddress: string | undefined = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, address }) => !internal && isIPv4(address))?.address;

/** Serves an empty page there, on a free port, to this machine alone: who comes from another one is not answered. */
export async function servePageElsewhere(): Promise<PageElsewhere> {
  if (ownAddress === undefined) throw new Error('This machine has no address but the loopback');
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
  });
  server.on('connection', (socket) => {
    if (socket.remoteAddress !== ownAddress) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, ownAddress, resolve));
  return {
    origin: `http://${ownAddress}:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
