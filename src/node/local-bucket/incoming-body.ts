import type { IncomingMessage } from 'node:http';
import type { PaceKeeper } from './body-pace.js';
import { ClientGone, type IncomingBody } from './exchange.js';

/** The body of a request, chunk by chunk. Who stops in the middle leaves the rest, and the connection, as they are. */
export async function* incomingBody(
  request: IncomingMessage,
  pace: PaceKeeper,
): IncomingBody & AsyncGenerator<Uint8Array> {
  while (!request.readableEnded) {
    const chunk: Uint8Array | null = request.read();
    if (chunk !== null) {
      pace.received(chunk.byteLength);
      yield chunk;
    } else if (request.destroyed) throw new ClientGone('The client went away in the middle of its request.');
    else await pace.wait(() => nextEvent(request));
  }
}

/** Reads what is left of a body and forgets it. @throws ClientGone | BodyTooSlow before its end. */
export async function readToEnd(request: IncomingMessage, pace: PaceKeeper): Promise<void> {
  for await (const _ of incomingBody(request, pace));
}

const EVENTS = ['readable', 'end', 'error', 'close'] as const;

function nextEvent(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of EVENTS) request.off(event, done);
      resolve();
    };
    for (const event of EVENTS) request.on(event, done);
  });
}
