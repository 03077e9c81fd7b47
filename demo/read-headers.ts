import type { Issue } from 'bucket-preflight';
import { texts } from './texts.js';

/** Reads lines of `name: value`. What cannot be read becomes an issue with the path `headers`. */
export function readHeaders(text: string): { headers: Record<string, string>; issues: Issue[] } {
  // A map, since `__proto__` is a header name like any other.
  const headers = new Map<string, string>();
  const issues: Issue[] = [];
  const complain = (message: string) => issues.push({ code: 'invalid', path: 'headers', value: '', message });
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const match = /^\s*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)\s*:\s*([\t\x20-\x7e]*?)\s*$/.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name === undefined) complain(texts.headerNotALine(index + 1));
    else if (name === 'content-type') complain(texts.headerContentType);
    else if (headers.has(name)) complain(texts.headerTwice(name));
    else headers.set(name, match?.[2] ?? '');
  }
  return { headers: Object.fromEntries(headers), issues };
}
