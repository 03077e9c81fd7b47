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

/** A `curl` command that reads an object as a page does, and shows who answers and with which headers, or why nobody does. */
export function readCommand({ url, origin }: SentRequest): string {
  return `curl -sSv -o /dev/null ${quoteForShell(url)} -H ${quoteForShell(`Origin: ${origin}`)}`;
}
