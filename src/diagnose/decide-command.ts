import { quoteForShell } from '../explain/quote-for-shell.js';
import type { SentRequest } from '../model/diagnosis.js';

/** A `curl` command for a terminal that asks what the browser asks, and shows the answer which a page cannot see. */
export function preflightCommand(sent: SentRequest): string {
  const headers = [
    `Origin: ${sent.origin}`,
    `Access-Control-Request-Method: ${sent.method}`,
    ...(sent.unsafeHeaders.length === 0
      ? []
      : [`Access-Control-Request-Headers: ${sent.unsafeHeaders.join(',')}`]),
  ];
  return [
    'curl -i -X OPTIONS',
    quoteForShell(sent.url),
    ...headers.map((header) => `-H ${quoteForShell(header)}`),
  ].join(' ');
}

/** A `curl` command that shows why a server cannot be reached. */
export function reachCommand(sent: SentRequest): string {
  return `curl -v -o /dev/null ${quoteForShell(sent.url)}`;
}
