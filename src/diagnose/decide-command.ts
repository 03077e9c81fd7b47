import { quoteForShell } from '../explain/quote-for-shell.js';
import type { SentRequest } from '../model/diagnosis.js';

/** Behind a command: whoever reads what comes of it then knows that cookies are to go along. No store looks at this one. */
export const WITH_COOKIES = " -H 'Cookie: a=b'";

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

/**
 * A `curl` command that shows who answers and with which headers, or why nobody does. It reads an object as a page does.
 *
 * @param options - What makes another request of it, each option with a space behind it. Default: none.
 */
export function readCommand({ url, origin }: Pick<SentRequest, 'url' | 'origin'>, options = ''): string {
  return `curl -sSv -o /dev/null ${options}${quoteForShell(url)} -H ${quoteForShell(`Origin: ${origin}`)}`;
}
