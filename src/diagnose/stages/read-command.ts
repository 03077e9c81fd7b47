import { quoteForShell } from '../../explain/quote-for-shell.js';
import type { SentRequest } from '../../model/diagnosis.js';

/** A `curl` command that reads an object as a page does, and shows the headers of the answer. */
export function readCommand({ url, origin }: SentRequest): string {
  return `curl -sS -D - -o /dev/null ${quoteForShell(url)} -H ${quoteForShell(`Origin: ${origin}`)}`;
}
