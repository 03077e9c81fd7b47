import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawResponse } from '../raw-exchange.js';
import { asRecord, asText, withoutFragment } from './read-exchanges.js';

type Fields = Readonly<Record<string, unknown>>;

/** What was sent to one address: the request's own, or one that a redirect led to. */
export interface Hop {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
  readonly sendsCookies: boolean;
}

/** What the events of one request id told. */
export interface Seen {
  readonly id: string;
  /** What asked: `Fetch`, `Document`, `Image`. Empty: not told. */
  type: string;
  /** At least one, and one more than redirects, where its beginning was recorded. */
  hops: Hop[];
  redirects: RawResponse[];
  /** By redirect: whether raw headers belong to it. */
  isRaw: boolean[];
  /** The raw headers, in their order, which may come before or after the other events. */
  rawHops: Pick<Hop, 'headers' | 'sendsCookies'>[];
  rawAnswers: RawResponse[];
  /** The id of the request that it is a preflight of. Empty: it is none, or that is not said. */
  preflightOf: string;
  isPreflight: boolean;
  /** The last answer. */
  answer: RawResponse | null;
  failure: string;
  /** The `CorsError` that ended it. Empty: none did. */
  corsError: string;
  /** The origin of the page. Empty: not told. */
  pageOrigin: string;
  isFromServiceWorker: boolean;
  isFromCache: boolean;
}

/** Nothing told yet. */
export function unseen(id: string): Seen {
  return {
    id,
    type: '',
    hops: [],
    redirects: [],
    isRaw: [],
    rawHops: [],
    rawAnswers: [],
    preflightOf: '',
    isPreflight: false,
    answer: null,
    failure: '',
    corsError: '',
    pageOrigin: '',
    isFromServiceWorker: false,
    isFromCache: false,
  };
}

/** By event: notes what it tells. */
export const READ: Readonly<Record<string, (params: Fields, seen: Seen) => void>> = {
  'Network.requestWillBeSent': (params, seen) => {
    const request = asRecord(params.request);
    const initiator = asRecord(params.initiator);
    const redirect = asRecord(params.redirectResponse);
    const hop = {
      method: asText(request.method),
      url: withoutFragment(asText(request.url)),
      headers: toEntries(request.headers),
      sendsCookies: false,
    };
    if (typeof redirect.status === 'number') {
      seen.redirects.push({ status: redirect.status, headers: toEntries(redirect.headers) });
      seen.isRaw.push(params.redirectHasExtraInfo !== false);
      seen.hops.push(hop);
    } else {
      seen.hops = [hop];
      seen.redirects = [];
      seen.isRaw = [];
      seen.type = asText(params.type);
      seen.isPreflight = seen.type === 'Preflight' || initiator.type === 'preflight';
      seen.preflightOf = asText(initiator.requestId);
      seen.pageOrigin = parseUrl(asText(params.documentURL))?.origin ?? '';
    }
  },
  'Network.requestWillBeSentExtraInfo': (params, seen) => {
    const isSent = (cookie: unknown) => asArray(asRecord(cookie).blockedReasons).length === 0;
    seen.rawHops.push({
      headers: toEntries(params.headers),
      sendsCookies: asArray(params.associatedCookies).some(isSent),
    });
  },
  'Network.responseReceived': (params, seen) => {
    const response = asRecord(params.response);
    if (typeof response.status !== 'number') return;
    const body = asText(response.body);
    seen.answer = {
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
    seen.rawAnswers.push({ status: params.statusCode, headers: toEntries(params.headers) });
  },
  'Network.loadingFailed': (params, seen) => {
    const cors = asText(asRecord(params.corsErrorStatus).corsError);
    seen.corsError = cors;
    // What no answer leads to says more than that the request was blocked or canceled.
    const named = /LocalNetwork|PrivateNetwork|InvalidResponse|CorsDisabledScheme|DisallowedByMode/.test(cors)
      ? cors
      : '';
    seen.failure =
      named ||
      asText(params.blockedReason) ||
      (params.canceled === true ? 'canceled' : '') ||
      cors ||
      asText(params.errorText);
  },
};

/** The same with the raw headers in their places: the others leave some out. Nothing where its beginning was not recorded. */
export function withRawHeaders(seen: Seen): Seen[] {
  const [first] = seen.hops;
  if (first === undefined || seen.hops.length === seen.redirects.length || parseUrl(first.url) === undefined)
    return [];
  const [rawHops, rawAnswers] = [[...seen.rawHops], [...seen.rawAnswers]];
  const hops = seen.hops.map((hop, index) => ({
    ...hop,
    ...(seen.isRaw[index] === false ? {} : rawHops.shift()),
  }));
  const redirects = seen.redirects.map((redirect, index) =>
    seen.isRaw[index] !== false && rawAnswers[0]?.status === redirect.status
      ? (rawAnswers.shift() ?? redirect)
      : redirect,
  );
  const raw = rawAnswers.at(-1);
  // A 304 only renews what the cache holds, which is what the page gets.
  const isRenewed = raw?.status === 304 && seen.answer !== null;
  const answer = raw === undefined || isRenewed ? seen.answer : { ...seen.answer, ...raw };
  return [{ ...seen, hops, redirects, answer }];
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
