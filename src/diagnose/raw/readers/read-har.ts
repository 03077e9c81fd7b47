import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawFailure, RawResponse } from '../raw-exchange.js';
import {
  askedNames,
  asRecord,
  asText,
  headerValue,
  pageHeaders,
  type ReadExchanges,
  unread,
  withoutFragment,
} from './read-exchanges.js';

/** One entry of a HAR, as far as it matters. */
interface Entry {
  readonly index: number;
  readonly method: string;
  readonly url: string;
  readonly startedMs: number;
  readonly headers: readonly HeaderEntry[];
  readonly isPreflight: boolean;
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
 * Reads a HAR file of Chrome or Firefox ("Save all as HAR") or of Playwright into the exchanges across origins that it
 * holds: each preflight with the request that it was sent for. Pure; never throws.
 *
 * A request whose preflight is not in the file has none there: the browser had its answer, or the recorder hides it, as
 * Playwright's does. Chrome and Firefox keep the status and headers of a refused preflight, and not its body.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function readHar(text: string): ReadExchanges {
  const problems: Issue[] = [];
  const entries = readEntries(text, problems);
  const used = new Set<Entry>();
  const exchanges: RawExchange[] = [];
  for (const entry of entries) {
    if (entry.isPreflight || used.has(entry)) continue;
    const hops = [entry];
    for (let next = nextHop(entry, entries, used); next !== undefined; next = nextHop(next, entries, used)) {
      hops.push(next);
      used.add(next);
    }
    const exchange = toExchange(hops, entries, used);
    if (exchange !== null) exchanges.push(exchange);
  }
  // One that was refused may leave no other trace.
  for (const entry of entries.filter(({ isPreflight }) => isPreflight)) {
    if (!used.has(entry)) exchanges.push(fromPreflight(entry));
  }
  return { exchanges, unread: problems };
}

function readEntries(text: string, problems: Issue[]): Entry[] {
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

function readEntry(given: Readonly<Record<string, unknown>>, index: number): Entry | string {
  const request = asRecord(given.request);
  const response = asRecord(given.response);
  const [method, url] = [asText(request.method), asText(request.url)];
  if (method === '' || parseUrl(url) === undefined) return 'has no request with a method and an address';
  const headers = readHeaders(request.headers);
  const status = typeof response.status === 'number' ? response.status : 0;
  const content = asRecord(response.content);
  const isPreflight =
    method === 'OPTIONS' && headerValue(headers, 'access-control-request-method') !== undefined;
  const body = content.encoding === 'base64' ? '' : asText(content.text);
  const failure = asText(response._error) || asText(response._failureText) || asText(given._error);
  const isFromCache = asText(given._fromCache) !== '' || asRecord(given.cache).beforeRequest != null;
  return {
    index,
    method,
    url: withoutFragment(url),
    startedMs: Date.parse(asText(given.startedDateTime)) || 0,
    headers,
    isPreflight: isPreflight || given._resourceType === 'preflight',
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

/** Where a redirect went on. */
function nextHop(entry: Entry, entries: readonly Entry[], used: ReadonlySet<Entry>): Entry | undefined {
  const { status = 0 } = entry.response ?? {};
  if (status < 300 || status > 399 || entry.redirectUrl === '') return undefined;
  const target = parseUrl(new URL(entry.redirectUrl, entry.url).href)?.href;
  return entries.find(
    (other) =>
      !other.isPreflight &&
      !used.has(other) &&
      other !== entry &&
      other.startedMs >= entry.startedMs &&
      other.url === withoutFragment(target ?? ''),
  );
}

function toExchange(hops: readonly Entry[], entries: readonly Entry[], used: Set<Entry>): RawExchange | null {
  const [first] = hops;
  const last = hops.at(-1);
  if (first === undefined || last === undefined) return null;
  const preflights = hops.map((hop) => preflightOf(hop, entries, used));
  // Of a request that was refused Chrome shows no more than what the page gave, so that who asked tells the origin.
  const asker = last.response === null ? askerOf(first, entries) : undefined;
  const origin =
    headerValue(first.headers, 'origin') ?? headerValue(preflights[0]?.headers ?? [], 'origin') ?? asker;
  // Without Origin it is within the page's own origin, or no matter of CORS.
  if (origin === undefined || origin === parseUrl(first.url)?.origin) return null;
  for (const preflight of preflights) if (preflight !== undefined) used.add(preflight);
  const [preflight] = preflights;
  return {
    request: {
      origin,
      method: first.method,
      url: first.url,
      headers: pageHeaders(first.headers),
      ...(headerValue(first.headers, 'cookie') === undefined ? {} : { credentials: 'include' as const }),
      ...(first.bodyType === '' ? {} : { bodyType: first.bodyType }),
    },
    preflight:
      preflight === undefined
        ? null
        : { headers: askedNames(preflight.headers), response: preflight.response },
    redirects: hops
      .slice(0, -1)
      .flatMap((hop, index) =>
        hop.response === null
          ? []
          : [{ response: hop.response, preflight: preflights[index + 1]?.response ?? null }],
      ),
    response: last.response,
    failure: failureOf(preflight, last),
    servedBy: last.servedBy,
  };
}

/** The origin of the page that asked, by its referrer; a page that sends none stands in the file itself. */
function askerOf({ headers, page, startedMs }: Entry, entries: readonly Entry[]): string | undefined {
  const referrer = parseUrl(headerValue(headers, 'referer') ?? '')?.origin;
  const document = entries
    .filter((other) => other.isDocument && page !== '' && other.page === page && other.startedMs <= startedMs)
    .at(-1);
  return referrer ?? (document && parseUrl(document.url)?.origin);
}

/** Same address, not later, asking for this method: of several the nearest before. */
function preflightOf(entry: Entry, entries: readonly Entry[], used: ReadonlySet<Entry>): Entry | undefined {
  return entries
    .filter(
      (other) =>
        other.isPreflight &&
        !used.has(other) &&
        other.url === entry.url &&
        other.startedMs <= entry.startedMs + PREFLIGHT_SLACK_MS &&
        headerValue(other.headers, 'access-control-request-method') === entry.method,
    )
    .at(-1);
}

/** Chrome gives the request the time when it was asked for, which is before its preflight. */
const PREFLIGHT_SLACK_MS = 60_000;

function failureOf(preflight: Entry | undefined, last: Entry): RawFailure | null {
  if (preflight !== undefined && preflight.response === null && preflight.failure !== '') {
    return { leg: 'preflight', reason: preflight.failure };
  }
  return last.response === null && last.failure !== '' ? { leg: 'request', reason: last.failure } : null;
}

function fromPreflight(entry: Entry): RawExchange {
  return {
    request: {
      origin: headerValue(entry.headers, 'origin') ?? 'null',
      method: headerValue(entry.headers, 'access-control-request-method') ?? 'GET',
      url: entry.url,
    },
    preflight: { headers: askedNames(entry.headers), response: entry.response },
    failure:
      entry.response === null && entry.failure !== '' ? { leg: 'preflight', reason: entry.failure } : null,
  };
}
