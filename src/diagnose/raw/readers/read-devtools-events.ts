import { explainRequest } from '../../../fetch-standard/explain-request.js';
import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawFailure, RawRedirect, RawRequest, RawResponse } from '../raw-exchange.js';
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

/** An event of the DevTools protocol: `Network.responseReceived` and the like. */
export interface DevToolsEvent {
  /** The event's name: `Network.requestWillBeSent`. */
  readonly method: string;
  /** As the browser gave them. */
  readonly params: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What the events of one request id told. */
interface Seen {
  readonly id: string;
  method: string;
  url: string;
  headers: HeaderEntry[];
  /** The id of the request that it is a preflight of. Empty: it is none, or that is not said. */
  preflightOf: string;
  isPreflight: boolean;
  /** Whether an `XMLHttpRequest` made it. */
  isXhr: boolean;
  hasExtraRequest: boolean;
  response: { status: number; headers: HeaderEntry[] } | null;
  extra: { status: number; headers: HeaderEntry[] } | null;
  redirects: RawResponse[];
  failure: string;
  /** The `CorsError` that ended it. Empty: none did. */
  corsError: string;
  /** The origin of the page. Empty: not told. */
  pageOrigin: string;
  isFromServiceWorker: boolean;
  isFromCache: boolean;
  sendsCookies: boolean;
}

/**
 * Reads events of the DevTools protocol (the `Network` domain, with or without its `…ExtraInfo`) into the exchanges across
 * origins that they tell of. Bodies are not among events: a response may carry one as `body`. Pure; never throws.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/tot/Network/
 */
export function readDevToolsEvents(events: readonly DevToolsEvent[]): ReadExchanges {
  const problems: Issue[] = [];
  const requests = new Map<string, Seen>();
  for (const [index, event] of events.entries()) {
    const params = asRecord(event?.params);
    const id = asText(params.requestId);
    if (!asText(event?.method).startsWith('Network.') || READ[event.method] === undefined) continue;
    if (id === '') problems.push(unread(`events[${index}].params.requestId`, 'absent', 'is needed'));
    else READ[event.method]?.(params, seenOf(requests, id));
  }
  const all = [...requests.values()].filter((seen) => parseUrl(seen.url) !== undefined);
  const preflights = all.filter((seen) => seen.isPreflight);
  const used = new Set<Seen>();
  let passedOver = 0;
  const exchanges = all
    .filter((seen) => !seen.isPreflight)
    .flatMap((seen) => {
      const preflight = preflights.find((other) => !used.has(other) && belongs(other, seen));
      if (preflight !== undefined) used.add(preflight);
      const exchange = toExchange(seen, preflight) ?? toCached(seen, all);
      if (exchange === null && isElsewhere(seen)) passedOver += 1;
      return exchange ?? [];
    });
  if (passedOver > 0) {
    const message =
      'to another origin have no Origin (no-cors): CORS has no say in them, they are passed over';
    problems.push(unread('events', `${passedOver} requests`, message));
  }
  const alone = preflights.filter((seen) => !used.has(seen)).map(fromPreflight);
  return { exchanges: [...exchanges, ...alone], unread: problems };
}

const READ: Readonly<Record<string, (params: Fields, seen: Seen) => void>> = {
  'Network.requestWillBeSent': (params, seen) => {
    const request = asRecord(params.request);
    const initiator = asRecord(params.initiator);
    const redirect = asRecord(params.redirectResponse);
    if (typeof redirect.status === 'number') {
      const last = seen.extra ?? seen.response;
      seen.redirects.push({
        status: redirect.status,
        headers: toEntries(redirect.headers),
        ...(last?.status === redirect.status ? { headers: last.headers } : {}),
      });
      seen.extra = null;
    } else {
      seen.method = asText(request.method);
      seen.url = withoutFragment(asText(request.url));
      if (!seen.hasExtraRequest) seen.headers = toEntries(request.headers);
      seen.isPreflight = params.type === 'Preflight' || initiator.type === 'preflight';
      seen.preflightOf = asText(initiator.requestId);
      seen.isXhr = params.type === 'XHR';
      seen.pageOrigin = parseUrl(asText(params.documentURL))?.origin ?? '';
    }
  },
  'Network.requestWillBeSentExtraInfo': (params, seen) => {
    if (seen.hasExtraRequest) return;
    seen.hasExtraRequest = true;
    seen.headers = toEntries(params.headers);
    const cookies = Array.isArray(params.associatedCookies) ? params.associatedCookies : [];
    const isSent = (cookie: unknown) => asArray(asRecord(cookie).blockedReasons).length === 0;
    seen.sendsCookies = cookies.some(isSent);
  },
  'Network.responseReceived': (params, seen) => {
    const response = asRecord(params.response);
    if (typeof response.status !== 'number') return;
    const body = asText(response.body);
    seen.response = {
      status: response.status,
      headers: toEntries(response.headers),
      ...(body === '' ? {} : { body }),
    };
    seen.isFromServiceWorker = response.fromServiceWorker === true;
    seen.isFromCache = response.fromDiskCache === true || response.fromPrefetchCache === true;
  },
  'Network.requestServedFromCache': (_params, seen) => {
    seen.isFromCache = true;
  },
  'Network.responseReceivedExtraInfo': (params, seen) => {
    if (typeof params.statusCode !== 'number') return;
    seen.extra = { status: params.statusCode, headers: toEntries(params.headers) };
  },
  'Network.loadingFailed': (params, seen) => {
    const cors = asText(asRecord(params.corsErrorStatus).corsError);
    seen.corsError = cors;
    const blocked = asText(params.blockedReason);
    const error = asText(params.errorText);
    // What no answer leads to has a word of its own; what an answer led to is read from the answer.
    const named = /LocalNetwork|PrivateNetwork|InvalidResponse|CorsDisabledScheme|DisallowedByMode/.test(cors)
      ? cors
      : '';
    seen.failure =
      named || blocked || (params.canceled === true ? 'canceled' : '') || (cors === '' ? error : '');
  },
};

function seenOf(requests: Map<string, Seen>, id: string): Seen {
  const known = requests.get(id);
  if (known !== undefined) return known;
  const seen: Seen = {
    id,
    method: '',
    url: '',
    headers: [],
    preflightOf: '',
    isPreflight: false,
    isXhr: false,
    hasExtraRequest: false,
    response: null,
    extra: null,
    redirects: [],
    failure: '',
    corsError: '',
    pageOrigin: '',
    isFromServiceWorker: false,
    isFromCache: false,
    sendsCookies: false,
  };
  requests.set(id, seen);
  return seen;
}

function belongs(preflight: Seen, request: Seen): boolean {
  if (preflight.preflightOf !== '') return preflight.preflightOf === request.id;
  return (
    preflight.url === request.url &&
    headerValue(preflight.headers, 'access-control-request-method') === request.method
  );
}

/** The raw headers where they are known: the others leave some out. */
function answerOf({ response, extra }: Seen): RawResponse | null {
  if (extra === null) return response;
  return { ...response, status: extra.status, headers: extra.headers };
}

function toExchange(seen: Seen, preflight: Seen | undefined): RawExchange | null {
  const origin = headerValue(seen.headers, 'origin') ?? headerValue(preflight?.headers ?? [], 'origin');
  const isBlocked = seen.failure !== '' && preflight === undefined && answerOf(seen) === null;
  if (origin === undefined && !isBlocked) return null;
  if (origin !== undefined && origin === parseUrl(seen.url)?.origin) return null;
  const referrer = parseUrl(headerValue(seen.headers, 'referer') ?? '')?.origin;
  const redirects: RawRedirect[] = seen.redirects.map((response) => ({ response }));
  const request: RawRequest = {
    origin: origin ?? referrer ?? 'null',
    method: seen.method,
    url: seen.url,
    headers: pageHeaders(seen.headers),
    ...(seen.sendsCookies ? { credentials: 'include' as const } : {}),
  };
  // Nothing but its listeners makes a browser ask for such a request of an XMLHttpRequest.
  const isListening =
    seen.isXhr &&
    preflight !== undefined &&
    askedNames(preflight.headers).length === 0 &&
    explainRequest(request).preflight === null;
  return {
    request: isListening ? { ...request, uploadListeners: true } : request,
    preflight:
      preflight === undefined
        ? null
        : { headers: askedNames(preflight.headers), response: answerOf(preflight) },
    redirects,
    response: answerOf(seen),
    failure: failureOf(seen, preflight),
    servedBy: seen.isFromServiceWorker ? 'service-worker' : seen.isFromCache ? 'browser-cache' : 'network',
  };
}

/**
 * A request that CORS ended before anything was sent: the browser's cache had an answer, and events hold no headers of it.
 * Those of the request that brought it do. `null`: it is none such, or that was not recorded.
 */
function toCached(seen: Seen, all: readonly Seen[]): RawExchange | null {
  if (seen.corsError === '' || seen.pageOrigin === '' || answerOf(seen) !== null) return null;
  const before = all.slice(0, all.indexOf(seen));
  const kept = before.filter((other) => other.url === seen.url && other.method === 'GET').at(-1);
  const response = kept === undefined ? null : answerOf(kept);
  if (response === null) return null;
  const { method, url, headers, pageOrigin: origin } = seen;
  return {
    request: { origin, method, url, headers: pageHeaders(headers) },
    response,
    servedBy: 'browser-cache',
  };
}

/** Sent to another origin without its page's: CORS has no say in it. */
function isElsewhere({ headers, url, pageOrigin, isPreflight }: Seen): boolean {
  return (
    !isPreflight &&
    pageOrigin !== '' &&
    headerValue(headers, 'origin') === undefined &&
    parseUrl(url)?.origin !== pageOrigin
  );
}

function failureOf(seen: Seen, preflight: Seen | undefined): RawFailure | null {
  if (preflight !== undefined && preflight.failure !== '' && answerOf(preflight) === null) {
    return { leg: 'preflight', reason: preflight.failure };
  }
  return seen.failure === ''
    ? null
    : {
        leg: preflight !== undefined && answerOf(preflight) === null ? 'preflight' : 'request',
        reason: seen.failure,
      };
}

function fromPreflight(seen: Seen): RawExchange {
  return {
    request: {
      origin: headerValue(seen.headers, 'origin') ?? 'null',
      method: headerValue(seen.headers, 'access-control-request-method') ?? 'GET',
      url: seen.url,
    },
    preflight: { headers: askedNames(seen.headers), response: answerOf(seen) },
    failure: seen.failure === '' ? null : { leg: 'preflight', reason: seen.failure },
  };
}

/** Lines of one name are joined by a line break. */
function toEntries(given: unknown): HeaderEntry[] {
  return Object.entries(asRecord(given)).flatMap(([name, value]) =>
    asText(value)
      .split('\n')
      .map((line) => [name, line] as const),
  );
}

function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
