import type { HeaderEntry } from '../../model/cors-exchange.js';
import { Refusal } from './refusal.js';
import { type QueryEntry, queryValue, type Target } from './target.js';

const OVERRIDES: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-language': 'content-language',
  'response-expires': 'expires',
  'response-cache-control': 'cache-control',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
};

/**
 * A count, of which no more than `max` is given. Absent: as much as there is, or `absent`.
 *
 * @throws Refusal `invalid-argument`.
 */
export function readCount(at: Target, name: string, max: number, absent: number = max): number {
  const text = queryValue(at, name);
  if (text === null || text === '') return absent;
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), max);
  const message = `Provided ${name} not an integer or within integer range`;
  throw new Refusal('invalid-argument', { argument: name, value: text, message });
}

/** Whether a parameter is one that {@link readOverrides} reads. */
export function isOverride(name: string): boolean {
  return Object.hasOwn(OVERRIDES, name);
}

/**
 * The headers that a read wants instead of the object's own: `response-content-type` and its like.
 *
 * @throws Refusal `invalid-argument` for one that comes twice, or that no header can carry.
 */
export function readOverrides(query: readonly QueryEntry[]): HeaderEntry[] {
  const found = new Map<string, string>();
  for (const [name, value] of query) {
    const header = Object.hasOwn(OVERRIDES, name) ? OVERRIDES[name] : undefined;
    if (header === undefined) continue;
    if (found.has(header)) {
      const message = 'This parameter comes twice.';
      throw new Refusal('invalid-argument', { argument: name, value, message });
    }
    found.set(header, checkHeaderValue(name, value));
  }
  return [...found];
}

/** What could break an answer's head apart is refused. */
function checkHeaderValue(argument: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  const message = 'Header value cannot be represented using ISO-8859-1.';
  throw new Refusal('invalid-argument', { argument, value, message });
}
