import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import { allowsOrigin, preflightPasses } from '../explain-exchanges.js';
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
  const pairs = pairPreflights(entries);
  const used = new Set<Entry>();
  const exchanges: RawExchange[] = [];
  for (const entry of entries) {
    if (entry.isPreflight || used.has(entry)) continue;
    const hops = [entry];
    used.add(entry);
    for (let next = nextHop(entry, entries, used); next !== undefined; next = nextHop(next, entries, used)) {
      hops.push(next);
      used.add(next);
    }
    const exchange = toExchange(hops, entries, pairs, used);
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
  const isAfterRequest = given._resourceType === 'preflight';
  const isPreflight = method === 'OPTIONS' && askedMethod(headers) !== undefined;
  const body = content.encoding === 'base64' ? '' : asText(content.text);
  const failure = asText(response._error) || asText(response._failureText) || asText(given._error);
  const isFromCache = asText(given._fromCache) !== '' || asRecord(given.cache).beforeRequest != null;
  return {
    index,
    method,
    url: withoutFragment(url),
    startedMs: Date.parse(asText(given.startedDateTime)) || 0,
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

/** Where a redirect went on. */
function nextHop(entry: Entry, entries: readonly Entry[], used: ReadonlySet<Entry>): Entry | undefined {
  const { status = 0 } = entry.response ?? {};
  if (status < 300 || status > 399 || entry.redirectUrl === '') return undefined;
  const target = parseUrl(entry.redirectUrl, entry.url)?.href;
  return entries.find(
    (other) =>
      !other.isPreflight &&
      !used.has(other) &&
      other.startedMs >= entry.startedMs &&
      other.url === withoutFragment(target ?? ''),
  );
}

function toExchange(
  hops: readonly Entry[],
  entries: readonly Entry[],
  pairs: ReadonlyMap<Entry, Entry>,
  used: Set<Entry>,
): RawExchange | null {
  const [first] = hops;
  const last = hops.at(-1);
  if (first === undefined || last === undefined) return null;
  const preflights = hops.map((hop) => pairs.get(hop));
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

/**
 * Each preflight's request, and each request's preflight: at the same address, for the same method, and of those that no
 * other has the nearest in time. One that went out without being asked for is left alone.
 */
function pairPreflights(entries: readonly Entry[]): ReadonlyMap<Entry, Entry> {
  const pairs = new Map<Entry, Entry>();
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.isPreflight ? askedMethod(entry.headers) : entry.method} ${entry.url}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(entry);
  }
  for (const group of groups.values()) pairGroup(group, pairs);
  return pairs;
}

/** @param group - In the order of their times. */
function pairGroup(group: readonly Entry[], pairs: Map<Entry, Entry>): void {
  // An answer that the page could read had no preflight that was refused or got lost.
  const apart = new Set(group.filter((entry) => (entry.isPreflight ? isRefused(entry) : isRead(entry))));
  let waiting: Entry[] = [];
  group.forEach((entry, place) => {
    const isPartner = (other: Entry): boolean =>
      other.isPreflight !== entry.isPreflight &&
      Math.abs(other.startedMs - entry.startedMs) <= PREFLIGHT_SLACK_MS &&
      !(apart.has(entry) && apart.has(other));
    const before = waiting.filter(isPartner).at(-1);
    const after = entry.isPreflight
      ? group.find((other, otherPlace) => otherPlace > place && isPartner(other))
      : undefined;
    if (before === undefined || (after !== undefined && isNearer(after, entry, before))) waiting.push(entry);
    else {
      waiting = waiting.filter((other) => other !== before);
      pairs.set(entry, before).set(before, entry);
    }
  });
}

/** Whether the request after a preflight is nearer to it than the one before, from which Chrome's come. */
function isNearer(after: Entry, { startedMs, isAfterRequest }: Entry, before: Entry): boolean {
  return (after.startedMs - startedMs) * (isAfterRequest ? 1000 : 1) < startedMs - before.startedMs;
}

function isRefused(preflight: Entry): boolean {
  const isLost = preflight.response === null && preflight.failure !== '';
  return isLost || preflightPasses(fromPreflight(preflight)) === false;
}

function isRead({ headers, method, url, response }: Entry): boolean {
  const origin = headerValue(headers, 'origin') ?? '';
  return response !== null && allowsOrigin({ request: { origin, method, url }, response });
}

function askedMethod(headers: readonly HeaderEntry[]): string | undefined {
  return headerValue(headers, 'access-control-request-method');
}

/** Between a request and its preflight: the longest that browsers wait for an answer, about. */
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
      method: askedMethod(entry.headers) ?? 'GET',
      url: entry.url,
    },
    preflight: { headers: askedNames(entry.headers), response: entry.response },
    failure:
      entry.response === null && entry.failure !== '' ? { leg: 'preflight', reason: entry.failure } : null,
  };
}
