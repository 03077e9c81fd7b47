import { explainRequest } from '../../../fetch-standard/explain-request.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawFailure, RawRequest } from '../raw-exchange.js';
import { type Hop, READ, type Seen, unseen, withRawHeaders } from './devtools-requests.js';
import {
  askedNames,
  asRecord,
  asText,
  headerValue,
  pageHeaders,
  type ReadExchanges,
  unread,
} from './read-exchanges.js';

/** An event of the DevTools protocol: `Network.responseReceived` and the like. */
export interface DevToolsEvent {
  /** The event's name: `Network.requestWillBeSent`. */
  readonly method: string;
  /** As the browser gave them. */
  readonly params: unknown;
}

/** By hop of a request: its preflight. */
type Preflights = readonly (Seen | undefined)[];

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
    else {
      const seen = requests.get(id) ?? unseen(id);
      requests.set(id, seen);
      READ[event.method]?.(params, seen);
    }
  }
  const all = [...requests.values()].flatMap(withRawHeaders);
  const preflights = all.filter((seen) => seen.isPreflight);
  const used = new Set<Seen>();
  const owned = new Map<Seen, Preflights>();
  for (const seen of all.filter(({ isPreflight }) => !isPreflight)) {
    const own = seen.hops.map((hop) => {
      const found = preflights.find((other) => !used.has(other) && belongs(other, seen.id, hop));
      if (found !== undefined) used.add(found);
      return found;
    });
    owned.set(seen, own);
  }
  let passedOver = 0;
  const exchanges = all.flatMap((seen) => {
    const own = owned.get(seen);
    if (own === undefined) return used.has(seen) ? [] : fromPreflight(seen);
    const isAsked = isCors(seen, own);
    const exchange = isAsked ? (toCached(seen, own, all) ?? toExchange(seen, own)) : null;
    // Of what is still under way nobody knows.
    if (exchange === null && isElsewhere(seen) && !(isAsked && seen.answer === null)) passedOver += 1;
    return exchange ?? [];
  });
  if (passedOver > 0) {
    const message =
      'to another origin are not made with CORS (no-cors): it has no say in them, they are passed over';
    problems.push(unread('events', `${passedOver} requests`, message));
  }
  return { exchanges, unread: problems };
}

function belongs({ preflightOf, hops: [preflight] }: Seen, id: string, hop: Hop): boolean {
  if (preflight?.url !== hop.url) return false;
  if (preflightOf !== '') return preflightOf === id;
  const { headers } = preflight;
  const [asker, shown] = [headerValue(headers, 'origin'), headerValue(hop.headers, 'origin')];
  return (
    headerValue(headers, 'access-control-request-method') === hop.method &&
    (shown ?? asker) === (asker ?? shown) &&
    // Recorders leave these two out.
    askedNames(headers).every(
      (name) => /^(authorization|cookie)$/.test(name) || headerValue(hop.headers, name) !== undefined,
    )
  );
}

/** What asks without CORS though it may send `Origin`, and what does so unless it is told to (`crossorigin`). */
const NEVER_CORS = /^(Document|WebSocket|Ping|CSPViolationReport)$/;
const SELDOM_CORS = /^(Image|Media|Script|Stylesheet|TextTrack|Prefetch|Manifest)$/;

/** Browsers do not tell the mode to an address that is not secure: there it is known by what asks. */
function isCors({ hops, type, corsError }: Seen, preflights: Preflights): boolean {
  if (hops.some(({ url }) => url.startsWith('ws'))) return false;
  const [mode] = hops.flatMap(({ headers }) => headerValue(headers, 'sec-fetch-mode') ?? []);
  if (mode !== undefined) return mode === 'cors';
  if (corsError !== '' || preflights.some((preflight) => preflight !== undefined)) return true;
  return (
    !NEVER_CORS.test(type) &&
    (!SELDOM_CORS.test(type) || hops.some(({ headers }) => headerValue(headers, 'origin') !== undefined))
  );
}

/** Who asked. `undefined`: it was answered, and without `Origin` CORS had no say in that. */
function askerOf(seen: Seen, preflights: Preflights): string | undefined {
  const { hops, rawHops, pageOrigin, failure, corsError, redirects, answer } = seen;
  const told = hops.map(
    ({ headers }, index) =>
      headerValue(headers, 'origin') ?? headerValue(preflights[index]?.hops[0]?.headers ?? [], 'origin'),
  );
  const origin = told.find((each) => each !== undefined);
  // Behind a redirect from one origin to another it is no more the page's.
  if (origin === 'null' && told[0] === undefined) return pageOrigin || origin;
  if (origin !== undefined) return origin;
  // Without raw headers none is shown. What CORS lets through without such a header, it has no say in.
  const allowed = [...redirects, answer].map((each) =>
    headerValue(each?.headers ?? [], 'access-control-allow-origin'),
  );
  const isHidden =
    rawHops.length === 0 &&
    pageOrigin !== '' &&
    (corsError !== '' || allowed.includes('*') || allowed.includes(pageOrigin));
  if (!isHidden && (failure === '' || answer !== null)) return undefined;
  const referrer = parseUrl(headerValue(hops[0]?.headers ?? [], 'referer') ?? '')?.origin;
  return referrer ?? (pageOrigin || 'null');
}

/** Begins at the first address of another origin. */
function toExchange(seen: Seen, allPreflights: Preflights): RawExchange | null {
  const origin = askerOf(seen, allPreflights);
  if (origin === undefined) return null;
  const start = seen.hops.findIndex(({ url }) => parseUrl(url)?.origin !== origin);
  const hops = seen.hops.slice(Math.max(start, 0));
  const [first] = hops;
  if (start < 0 || first === undefined) return null;
  const preflights = allPreflights.slice(start);
  const [preflight] = preflights;
  const asked = preflight === undefined ? null : askedNames(preflight.hops[0]?.headers ?? []);
  const { method, url, headers } = first;
  const request: RawRequest = {
    origin,
    method,
    url,
    headers: pageHeaders(headers, preflight !== undefined),
    ...(isRefusedWith(seen, preflights) || hops.some((hop) => hop.sendsCookies)
      ? { credentials: 'include' as const }
      : {}),
  };
  // Nothing but its listeners makes a browser ask for such a request of an XMLHttpRequest.
  const isListening =
    seen.type === 'XHR' && asked?.length === 0 && explainRequest(request).preflight === null;
  return {
    request: isListening ? { ...request, uploadListeners: true } : request,
    preflight: asked && { headers: asked, response: preflight?.answer ?? null },
    redirects: seen.redirects.slice(start).map((response, index) => {
      const next = preflights[index + 1];
      return next === undefined ? { response } : { response, preflight: next.answer };
    }),
    response: seen.answer,
    failure: failureOf(seen, preflights),
    servedBy: seen.isFromServiceWorker ? 'service-worker' : seen.isFromCache ? 'browser-cache' : 'network',
  };
}

/** Whether a browser minds what it refused only where credentials are included. */
function isRefusedWith({ corsError }: Seen, preflights: Preflights): boolean {
  const last = preflights.filter((preflight) => preflight !== undefined).at(-1);
  const lists = (what: string, value: string) =>
    (last?.answer?.headers ?? []).some(
      ([name, values]) =>
        name.toLowerCase() === `access-control-allow-${what}` &&
        values.split(',').some((each) => each.trim().toLowerCase() === value),
    );
  if (corsError === 'MethodDisallowedByPreflightResponse') return lists('methods', '*');
  if (corsError !== 'HeaderDisallowedByPreflightResponse')
    return /Wildcard|InvalidAllowCredentials/.test(corsError);
  // This name `*` never stands for.
  const isMeant = !askedNames(last?.hops[0]?.headers ?? []).includes('authorization');
  return lists('headers', '*') && (isMeant || lists('headers', 'authorization'));
}

/** What the headers of an answer lead to. */
const BY_ANSWER = /^(MissingAllowOrigin|AllowOriginMismatch|Wildcard|InvalidAllow|MultipleAllowOrigin)/;

/**
 * A request that CORS ended with nothing seen on its way: it is taken to have been answered by the browser's cache, of
 * which events hold no headers. Those of the request that brought it do. `null`: it is none such, or that was not recorded.
 */
function toCached(seen: Seen, preflights: Preflights, all: readonly Seen[]): RawExchange | null {
  const { hops, rawHops, pageOrigin: origin, corsError, answer } = seen;
  const [first] = hops;
  const isSent = rawHops.length > 0 || hops.length > 1 || preflights[0] !== undefined || answer !== null;
  if (first?.method !== 'GET' || isSent || !BY_ANSWER.test(corsError) || origin === '') return null;
  const { method, url, headers } = first;
  const response = all
    .slice(0, all.indexOf(seen))
    .flatMap(({ hops: [other], answer: kept }) =>
      kept !== null && other?.url === url && other.method === 'GET' ? [kept] : [],
    )
    .at(-1);
  if (response === undefined) return null;
  // Where no raw headers are recorded the network may as well have answered: then only by one that CORS had no say in.
  const isAllowing = headerValue(response.headers, 'access-control-allow-origin') !== undefined;
  if (isAllowing && all.every((each) => each.rawHops.length === 0)) return null;
  return {
    request: {
      origin,
      method,
      url,
      headers: pageHeaders(headers),
      ...(isRefusedWith(seen, preflights) ? { credentials: 'include' as const } : {}),
    },
    response,
    failure: failureOf(seen, preflights),
    servedBy: 'browser-cache',
  };
}

/** Whether it went to another origin than that of who asked. */
function isElsewhere({ hops: [first], pageOrigin }: Seen): boolean {
  const asker = headerValue(first?.headers ?? [], 'origin') ?? pageOrigin;
  return asker !== '' && parseUrl(first?.url ?? '')?.origin !== asker;
}

function failureOf({ failure, corsError }: Seen, preflights: Preflights): RawFailure | null {
  const broken = preflights.find((preflight) => preflight?.answer === null);
  const reason = broken?.failure || failure;
  if (reason === '') return null;
  return {
    leg: broken !== undefined || corsError.includes('Preflight') ? 'preflight' : 'request',
    reason,
  };
}

function fromPreflight({ hops: [first], answer, failure }: Seen): RawExchange[] {
  if (first === undefined) return [];
  const { headers, url } = first;
  return [
    {
      request: {
        origin: headerValue(headers, 'origin') ?? 'null',
        method: headerValue(headers, 'access-control-request-method') ?? 'GET',
        url,
      },
      preflight: { headers: askedNames(headers), response: answer },
      failure: failure === '' ? null : { leg: 'preflight', reason: failure },
    },
  ];
}
