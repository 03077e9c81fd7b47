import type { IncomingMessage } from 'node:http';

/**
 * Whether a request was made by the desk's own page: its `Origin` is the desk's, which no other page can claim, and its
 * `Host` too, which a name that was pointed at this address after the fact would not have.
 */
export function isOwnRequest(request: IncomingMessage, origin: string): boolean {
  return request.headers.origin === origin && hasOwnHost(request, origin);
}

/** Whether a request was addressed to the desk by the address it goes by. */
export function hasOwnHost(request: IncomingMessage, origin: string): boolean {
  return request.headers.host === new URL(origin).host;
}
