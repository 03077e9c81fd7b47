import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawResponse } from '../raw-exchange.js';
import { askedNames, asRecord, asText, headerValue, unread, withoutFragment } from './read-exchanges.js';

/** One entry of a HAR, as far as it matters. */
export interface HarEntry {
  readonly index: number;
  readonly method: string;
  readonly url: string;
  readonly startedMs: number;
  /** When its answer was there. */
  readonly endedMs: number;
  readonly headers: readonly HeaderEntry[];
  readonly isPreflight: boolean;
  /** Whether Chrome wrote it, of a preflight: requests have the time there when they were asked for, which is before. */
  readonly isAfterRequest: boolean;
  readonly bodyType: string;
  /** `null`: none came. */
  readonly response: RawResponse | null;
  readonly failure: string;
  readonly servedBy: NonNullable<RawExchange['servedBy']>;
  readonly redirectUrl: string;
  /** Names the page that asked. Empty: nobody knows which. */
  readonly page: string;
  /** Whether this is the page itself. */
  readonly isDocument: boolean;
}

/**
 * The entries of a HAR in the order of their times. Pure; never throws.
 *
 * @param problems - Gets what cannot be read.
 */
export function readHarEntries(text: string, problems: Issue[]): HarEntry[] {
  let entries: unknown;
  try {
    entries = asRecord(asRecord(JSON.parse(text)).log).entries;
  } catch {
    problems.push(unread('har', `text of ${text.length} characters`, 'is no JSON: save the HAR file again'));
    return [];
  }
  if (!Array.isArray(entries)) {
    problems.push(unread('log.entries', 'absent', 'is no list: this is no HAR file'));
    return [];
  }
  const read = entries.flatMap((given: unknown, index) => {
    const entry = readEntry(asRecord(given), index);
    if (typeof entry !== 'string') return [entry];
    problems.push(unread(`log.entries[${index}]`, 'an object', entry));
    return [];
  });
  return read.sort((a, b) => a.startedMs - b.startedMs || a.index - b.index);
}

/** The method that a preflight asks for. `undefined`: it is none. */
export function askedMethod(headers: readonly HeaderEntry[]): string | undefined {
  return headerValue(headers, 'access-control-request-method');
}

/** A preflight by itself: of the request that it was sent for no more is known than what it asks. */
export function exchangeOfPreflight({ headers, url, response, failure }: HarEntry): RawExchange {
  return {
    request: {
      origin: headerValue(headers, 'origin') ?? 'null',
      method: askedMethod(headers) ?? 'GET',
      url,
    },
    preflight: { headers: askedNames(headers), response },
    failure: response === null && failure !== '' ? { leg: 'preflight', reason: failure } : null,
  };
}

function readEntry(given: Readonly<Record<string, unknown>>, index: number): HarEntry | string {
  const request = asRecord(given.request);
  const response = asRecord(given.response);
  const [method, url] = [asText(request.method), asText(request.url)];
  if (method === '' || parseUrl(url) === undefined) return 'has no request with a method and an address';
  const headers = readHeaders(request.headers);
  const status = typeof response.status === 'number' ? response.status : 0;
  const content = asRecord(response.content);
  const isAfterRequest = given._resourceType === 'preflight';
  const isPreflight = method === 'OPTIONS' && askedMethod(headers) !== undefined;
  const body = content.encoding === 'base64' ? '' : asText(content.text);
  const failure = asText(response._error) || asText(response._failureText) || asText(given._error);
  const isFromCache = asText(given._fromCache) !== '' || asRecord(given.cache).beforeRequest != null;
  const startedMs = Date.parse(asText(given.startedDateTime)) || 0;
  return {
    index,
    method,
    url: withoutFragment(url),
    startedMs,
    // Recorders write -1 where they do not know.
    endedMs: startedMs + (typeof given.time === 'number' ? Math.max(given.time, 0) : 0),
    headers,
    isPreflight: isPreflight || isAfterRequest,
    isAfterRequest,
    bodyType: asText(asRecord(request.postData).mimeType),
    // Recorders write 0 or -1 where no answer came.
    response:
      status < 100
        ? null
        : { status, headers: readHeaders(response.headers), ...(body === '' ? {} : { body }) },
    failure,
    servedBy:
      response._fetchedViaServiceWorker === true
        ? 'service-worker'
        : isFromCache
          ? 'browser-cache'
          : 'network',
    redirectUrl: asText(response.redirectURL),
    page: asText(given.pageref),
    isDocument: given._resourceType === 'document',
  };
}

function readHeaders(given: unknown): HeaderEntry[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((entry: unknown) => {
    const { name, value } = asRecord(entry);
    // Chrome joins the lines of one name by a line break.
    return typeof name === 'string'
      ? asText(value)
          .split('\n')
          .map((line) => [name, line] as const)
      : [];
  });
}
