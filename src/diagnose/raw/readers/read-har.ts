import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawFailure } from '../raw-exchange.js';
import { type FollowedRedirects, followRedirects, targetOf } from './follow-redirects.js';
import { exchangeOfPreflight, type HarEntry, mayBeCors, readHarEntries } from './har-entry.js';
import { type PreflightPairs, pairPreflights } from './pair-preflights.js';
import { askedNames, headerValue, pageHeaders, type ReadExchanges } from './read-exchanges.js';

/**
 * Reads a HAR file of Chrome or Firefox ("Save all as HAR") or of Playwright into the exchanges across origins that it
 * holds: each preflight with the request that it was sent for. Pure; never throws.
 *
 * A request whose preflight is not in the file has none there: the browser had its answer, or the recorder hides it, as
 * Playwright's does. Chrome and Firefox keep the status and headers of a refused preflight, and not its body. No recorder
 * writes which preflight is whose: where attempts at one address overlap, the other ways to read them stand in
 * `alternatives`.
 *
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function readHar(text: string): ReadExchanges {
  const problems: Issue[] = [];
  const entries = readHarEntries(text, problems);
  const preflights = pairPreflights(entries.filter(mayBeCors));
  const documents = entries.filter((entry) => entry.type === 'document' && targetOf(entry) === undefined);
  const recording = { documents, preflights, redirects: followRedirects(entries) };
  const used = new Set<HarEntry>(recording.redirects.next.values());
  const found = new Map<HarEntry, RawExchange>();
  for (const entry of entries) {
    if (entry.isPreflight || used.has(entry) || !mayBeCors(entry)) continue;
    const hops = followed(entry, recording.redirects);
    const exchange = toExchange(hops, recording);
    if (exchange === null) continue;
    const alternatives = alternativesOf(hops, recording);
    found.set(entry, alternatives.length === 0 ? exchange : { ...exchange, alternatives });
    for (const hop of hops) {
      const preflight = recording.preflights.pairs.get(hop);
      if (preflight !== undefined) used.add(preflight);
    }
  }
  // A preflight that was refused may leave no other trace.
  const traceOf = (entry: HarEntry) =>
    entry.isPreflight && !used.has(entry) ? exchangeOfPreflight(entry) : [];
  const exchanges = entries.flatMap((entry) => found.get(entry) ?? traceOf(entry));
  return { exchanges, unread: problems };
}

/** A HAR with what belongs together in it. */
interface Recording {
  /** The pages in it, and their frames. */
  readonly documents: readonly HarEntry[];
  readonly preflights: PreflightPairs;
  readonly redirects: FollowedRedirects;
}

/** Of many attempts at once no more ways are looked at: what is seen of them is then worth little. */
const MOST_ALTERNATIVES = 6;

/** A request with all that its redirects led to. */
function followed(entry: HarEntry, { next }: FollowedRedirects): readonly HarEntry[] {
  const hops = [entry];
  for (let hop = next.get(entry); hop !== undefined; hop = next.get(hop)) hops.push(hop);
  return hops;
}

/** The same attempt with each preflight and each end of a redirect that may be another's, and from each that may have asked. */
function alternativesOf(hops: readonly HarEntry[], recording: Recording): RawExchange[] {
  const { preflights, redirects } = recording;
  const ways = hops.flatMap((hop, place): (() => RawExchange | null)[] => [
    ...(preflights.others.get(hop) ?? []).map(
      (preflight) => () => toExchange(hops, recording, { hop, preflight }),
    ),
    ...(redirects.others.get(hop) ?? []).map(
      (other) => () => toExchange([...hops.slice(0, place + 1), ...followed(other, redirects)], recording),
    ),
  ]);
  for (const asker of otherAskers(hops, recording)) ways.push(() => toExchange(hops, recording, { asker }));
  const found = ways.slice(0, MOST_ALTERNATIVES).flatMap((make) => make() ?? []);
  const [first] = found;
  // Nothing seen: it may be anything.
  return ways.length > MOST_ALTERNATIVES && first !== undefined
    ? [...found, { request: first.request }]
    : found;
}

/** What an attempt has in the place of what it seems to have: a hop's preflight, or the origin of who asked. */
interface Swapped {
  readonly hop?: HarEntry;
  readonly preflight?: HarEntry | undefined;
  readonly asker?: string;
}

/** @returns `null`: it stays within one origin. */
function toExchange(
  hops: readonly HarEntry[],
  { documents, preflights: { pairs } }: Recording,
  swapped: Swapped = {},
): RawExchange | null {
  const preflightOf = (hop: HarEntry) => (hop === swapped.hop ? swapped.preflight : pairs.get(hop));
  const [asking] = hops;
  const { asker = asking && askersOf(asking, documents)[0] } = swapped;
  const originOf = (hop: HarEntry) =>
    hop.origin ?? preflightOf(hop)?.origin ?? (hidesOrigin(hop) ? asker : undefined);
  // Without Origin it is within the page's own origin, where redirects may lead out of, or no matter of CORS.
  const foreign = hops.findIndex((hop) => ![undefined, hop.target].includes(originOf(hop)));
  const crossing = foreign < 0 ? [] : hops.slice(foreign);
  const [first] = crossing;
  const end = crossing.at(-1);
  const origin = first && originOf(first);
  if (first === undefined || end === undefined || origin === undefined) return null;
  const preflights = crossing.map(preflightOf);
  const [preflight] = preflights;
  // What a redirect led to may be missing.
  const isOpen = targetOf(end) !== undefined;
  return {
    request: {
      origin,
      method: first.method,
      url: first.url,
      headers: pageHeaders(first.headers, preflight !== undefined),
      ...(headerValue(first.headers, 'cookie') === undefined ? {} : { credentials: 'include' as const }),
    },
    preflight:
      preflight === undefined
        ? null
        : { headers: askedNames(preflight.headers), response: preflight.response },
    redirects: crossing
      .slice(0, isOpen ? undefined : -1)
      .flatMap((hop, index) =>
        hop.response === null
          ? []
          : [{ response: hop.response, preflight: preflights[index + 1]?.response ?? null }],
      ),
    response: isOpen ? null : end.response,
    failure: failureOf(preflights, end),
    servedBy: end.servedBy,
    hidesRefusals: end.hidesRefusals,
  };
}

/**
 * Whether the headers are those alone that the page gave, so that who asked tells the origin: so Chrome shows a request that was
 * refused, and one whose answer another one had brought into the cache. Of the latter the answer tells whether it was CORS.
 */
function hidesOrigin({ response, type, headers }: HarEntry): boolean {
  if (response === null) return true;
  const isSent = headers.some(([name]) => /^(host|:authority)$/i.test(name));
  return (
    /^(fetch|xhr)$/.test(type) &&
    !isSent &&
    headerValue(response.headers, 'access-control-allow-origin') !== undefined
  );
}

/**
 * The origin of the page that asked, by its referrer; a page that sends none stands in the file itself. Then those that may have
 * asked as well: of several pages none is likelier, and a frame may, though mostly the page around it does.
 */
function askersOf({ headers, page, startedMs }: HarEntry, documents: readonly HarEntry[]): string[] {
  const referrer = parseUrl(headerValue(headers, 'referer') ?? '')?.origin;
  if (referrer !== undefined) return [referrer];
  if (page === '') return [];
  const shown = documents.filter((other) => other.page === page && other.startedMs <= startedMs);
  const pages = new Set(shown.flatMap((each) => (isFrame(each) ? [] : each.target)));
  const all = new Set([...pages, ...shown.map(({ target }) => target)]);
  return all.size === 0 || pages.size === 1 ? [...all] : ['null', ...all];
}

function isFrame({ headers }: HarEntry): boolean {
  return !/^(document)?$/.test(headerValue(headers, 'sec-fetch-dest') ?? '');
}

/** A verdict goes by the origin only where there is an answer. */
function otherAskers([asking]: readonly HarEntry[], { documents, preflights }: Recording): string[] {
  if (asking === undefined || asking.response === null || !hidesOrigin(asking)) return [];
  const isTold = (asking.origin ?? preflights.pairs.get(asking)?.origin) !== undefined;
  return isTold ? [] : askersOf(asking, documents).slice(1);
}

function failureOf(preflights: readonly (HarEntry | undefined)[], last: HarEntry): RawFailure | null {
  const lost = preflights.find((preflight) => preflight?.response === null && preflight.failure !== '');
  if (lost !== undefined) return { leg: 'preflight', reason: lost.failure };
  // Firefox writes no failure: there it is an entry without an answer.
  const reason = last.failure || (last.response === null ? 'no-answer' : '');
  return reason === '' ? null : { leg: 'request', reason };
}
