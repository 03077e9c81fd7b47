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
  /** When its answer was there. Absent: not recorded. */
  readonly endedMs: number | undefined;
  readonly headers: readonly HeaderEntry[];
  /** As its header `Origin` says. Absent: not shown. */
  readonly origin: string | undefined;
  /** The origin of its address. */
  readonly target: string;
  readonly isPreflight: boolean;
  /** Whether Chrome wrote it, of a preflight: requests have the time there when they were asked for, which is before. */
  readonly isAfterRequest: boolean;
  /** `null`: none came. */
  readonly response: RawResponse | null;
  readonly failure: string;
  readonly servedBy: NonNullable<RawExchange['servedBy']>;
  readonly redirectUrl: string;
  /** Names the page that asked. Empty: nobody knows which. */
  readonly page: string;
  /** What asked, as Chrome names it: `fetch`, `image`, and `document` for the page itself. Empty: not known. */
  readonly type: string;
  /** Whether its recorder writes nothing of what a browser keeps from the page. */
  readonly hidesRefusals: boolean;
  /** Its mode as Fetch names it. Empty: not known. */
  readonly mode: string;
}

/**
 * The entries of a HAR in the order of their times. Pure; never throws.
 *
 * @param problems - Gets what cannot be read.
 */
export function readHarEntries(text: string, problems: Issue[]): HarEntry[] {
  let log: Readonly<Record<string, unknown>>;
  try {
    log = asRecord(asRecord(JSON.parse(text)).log);
  } catch {
    problems.push(unread('har', `text of ${text.length} characters`, 'is no JSON: save the HAR file again'));
    return [];
  }
  const { entries } = log;
  if (!Array.isArray(entries)) {
    problems.push(unread('log.entries', 'absent', 'is no list: this is no HAR file'));
    return [];
  }
  const creator = asText(asRecord(log.creator).name);
  const read = entries.flatMap((given: unknown, index) => {
    const entry = readEntry(asRecord(given), index, creator);
    if (typeof entry !== 'string') return [entry];
    problems.push(unread(`log.entries[${index}]`, 'an object', entry));
    return [];
  });
  return read.sort((a, b) => a.startedMs - b.startedMs || a.index - b.index);
}

/** Who writes what a browser kept from the page: Chrome, Safari and Playwright. Firefox and proxies do not. */
const MARKING = /^(WebInspector|WebKit.*|Playwright)?$/;

/** Recorders round, and write what belongs together as it comes: attempts that are no further apart may be mixed up. */
export const TOGETHER_MS = 50;
/** Of the many others that one may belong to no more are looked at. */
export const MOST_OTHERS = 8;

/** What asks without CORS, unless it shows otherwise: by POST with `Origin` nevertheless, or by GET without. */
const REPORT = /^(ping|csp-report|cspviolationreport)$/;
const NO_CORS = /^(image|media|script|stylesheet|texttrack|prefetch|manifest)$/;

/** Whether it is no navigation, no image of another origin, nor anything else that asks without CORS. */
export function mayBeCors({ mode, type, origin }: HarEntry): boolean {
  // Of what failed or was blocked Chrome shows no mode.
  if (mode === '') return !REPORT.test(type) && (origin !== undefined || !NO_CORS.test(type));
  return mode === 'cors';
}

/** Those that start within a span of time. @param entries - In the order of their times. */
export function startedWithin(entries: readonly HarEntry[], fromMs: number, toMs: number): HarEntry[] {
  // Halved, as recordings hold thousands at one address.
  let low = 0;
  for (let high = entries.length; low < high; ) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.startedMs ?? 0) < fromMs) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while ((entries[end]?.startedMs ?? Number.POSITIVE_INFINITY) <= toMs) end++;
  return entries.slice(low, end);
}

/** The method that a preflight asks for. `undefined`: it is none. */
export function askedMethod(headers: readonly HeaderEntry[]): string | undefined {
  return headerValue(headers, 'access-control-request-method');
}

/** A preflight by itself: of the request that it was sent for no more is known than what it asks. */
export function exchangeOfPreflight({
  headers,
  origin,
  url,
  response,
  failure,
  hidesRefusals,
}: HarEntry): RawExchange {
  return {
    request: {
      origin: origin ?? 'null',
      method: askedMethod(headers) ?? 'GET',
      url,
    },
    preflight: { headers: askedNames(headers), response },
    failure: response === null && failure !== '' ? { leg: 'preflight', reason: failure } : null,
    response: null,
    hidesRefusals,
  };
}

function readEntry(
  given: Readonly<Record<string, unknown>>,
  index: number,
  creator: string,
): HarEntry | string {
  const request = asRecord(given.request);
  const response = asRecord(given.response);
  const [method, url] = [asText(request.method), asText(request.url)];
  const address = parseUrl(url);
  if (method === '' || address === undefined) return 'has no request with a method and an address';
  const headers = readHeaders(request.headers);
  const status = typeof response.status === 'number' ? response.status : 0;
  const content = asRecord(response.content);
  const answered = readHeaders(response.headers);
  const type = asText(given._resourceType);
  const isAfterRequest = type === 'preflight';
  const isPreflight = method === 'OPTIONS' && askedMethod(headers) !== undefined;
  const body = content.encoding === 'base64' ? '' : asText(content.text);
  // What is no HTTP, Firefox reads as the oldest HTTP, which has no headers.
  const isNoHttp = response.httpVersion === 'HTTP/0.9';
  const named = asText(response._error) || asText(response._failureText) || asText(given._error);
  // Of what only sends on nobody reads the body.
  const isEnd = status < 300 || status > 399;
  const isBroken = creator === 'Firefox' && isEnd && isBrokenOff(method, content, answered);
  const failure = isNoHttp ? 'INVALID_HTTP_RESPONSE' : named || (isBroken ? PARTIAL : '');
  // Safari names it in words.
  const fetchType = asText(given._fetchType);
  const isFromCache =
    asText(given._fromCache) !== '' ||
    asRecord(given.cache).beforeRequest != null ||
    fetchType.endsWith('Cache');
  const startedMs = Date.parse(asText(given.startedDateTime)) || 0;
  return {
    index,
    method,
    url: withoutFragment(url),
    startedMs,
    // Recorders write -1 where they do not know.
    endedMs: typeof given.time === 'number' && given.time >= 0 ? startedMs + given.time : undefined,
    headers,
    origin: headerValue(headers, 'origin'),
    target: address.origin,
    isPreflight: isPreflight || isAfterRequest,
    isAfterRequest,
    // Recorders write 0 or -1 where no answer came.
    response:
      status < 100 || isNoHttp ? null : { status, headers: answered, ...(body === '' ? {} : { body }) },
    failure,
    servedBy:
      response._fetchedViaServiceWorker === true || fetchType === 'Service Worker'
        ? 'service-worker'
        : isFromCache
          ? 'browser-cache'
          : 'network',
    redirectUrl: asText(response.redirectURL) || (headerValue(answered, 'location') ?? ''),
    page: asText(given.pageref),
    type,
    hidesRefusals: !MARKING.test(creator),
    mode: modeOf(type, address.protocol, headers),
  };
}

/** As Firefox names it to the page, and does not write: an answer has fewer bytes than it says. */
const PARTIAL = 'NS_ERROR_NET_PARTIAL_TRANSFER';

function isBrokenOff(
  method: string,
  { size }: Readonly<Record<string, unknown>>,
  headers: readonly HeaderEntry[],
): boolean {
  // The size is that of what was unpacked, and none may be one that is not known.
  const isKnown =
    method !== 'HEAD' && Number(size) > 0 && headerValue(headers, 'content-encoding') === undefined;
  return isKnown && Number(size) < Number(headerValue(headers, 'content-length'));
}

function modeOf(type: string, protocol: string, headers: readonly HeaderEntry[]): string {
  if (type === 'document') return 'navigate';
  if (type === 'websocket' || /^wss?:$/.test(protocol)) return 'websocket';
  const shown = headerValue(headers, 'sec-fetch-mode')?.toLowerCase() ?? '';
  // Firefox writes no type, and to plain HTTP browsers send no mode.
  const isPage = type === '' && headerValue(headers, 'upgrade-insecure-requests') === '1';
  return shown === '' && isPage ? 'navigate' : shown;
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
