import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import type { RawExchange } from '../raw-exchange.js';

/** What a recording held. */
export interface ReadExchanges {
  /** In the order of their requests. */
  readonly exchanges: readonly RawExchange[];
  /** What could not be read, with what was done instead. Values of headers, queries and bodies are never shown. */
  readonly unread: readonly Issue[];
}

/** Something in a recording that cannot be read. @param value - What is there, without anything that may be secret. */
export function unread(path: string, value: string, message: string): Issue {
  const wording = { text: message, values: [] };
  return { code: value === 'absent' ? 'missing' : 'invalid', path, value, message, wording };
}

/**
 * Headers that browsers and their developer tools add, for which no permission is asked: of a recorded request it is not
 * known who set a header. `cache-control` and `pragma` come from "Disable cache".
 */
const OF_BROWSER =
  /^(:|sec-|proxy-|accept$|accept-language$|accept-encoding$|user-agent$|referer$|origin$|host$|connection$|content-length$|cookie$|cache-control$|pragma$|priority$|dnt$|te$|upgrade-insecure-requests$|access-control-request-|x-devtools-|keep-alive$|transfer-encoding$|date$|expect$|via$)/i;

/** By these a browser asks whether an answer that it keeps still holds. A page that sets them needs leave for them. */
const OF_CACHE = /^if-(none-match|modified-since)$/i;

/**
 * The headers of a recorded request that the page must have set.
 *
 * @param hasPreflight - Whether leave was asked for them. Default: that is not known.
 */
export function pageHeaders(headers: readonly HeaderEntry[], hasPreflight = true): HeaderEntry[] {
  const own = headers.filter(([name]) => !OF_BROWSER.test(name));
  return hasPreflight ? own : own.filter(([name]) => !OF_CACHE.test(name));
}

/** A header's first value. `undefined`: it is absent. @param name - Lower-case. */
export function headerValue(headers: readonly HeaderEntry[], name: string): string | undefined {
  return headers.find(([entry]) => entry.toLowerCase() === name)?.[1];
}

/** The names in `Access-Control-Request-Headers`. */
export function askedNames(headers: readonly HeaderEntry[]): string[] {
  const value = headerValue(headers, 'access-control-request-headers') ?? '';
  return value
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}

/** The same address without its fragment, which is never sent. */
export function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '');
}

/** A value as an object, or one without anything. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** A value as text; anything else is empty. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
