import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawFailure } from '../raw-exchange.js';
import { type FollowedRedirects, followRedirects } from './follow-redirects.js';
import { exchangeOfPreflight, type HarEntry, readHarEntries } from './har-entry.js';
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
  const recording = { entries, preflights: pairPreflights(entries), redirects: followRedirects(entries) };
  const used = new Set<HarEntry>(recording.redirects.next.values());
  const exchanges: RawExchange[] = [];
  for (const entry of entries) {
    if (entry.isPreflight || used.has(entry)) continue;
    const hops = followed(entry, recording.redirects);
    const exchange = toExchange(hops, recording);
    if (exchange === null) continue;
    const alternatives = alternativesOf(hops, recording);
    exchanges.push(alternatives.length === 0 ? exchange : { ...exchange, alternatives });
    for (const hop of hops) {
      const preflight = recording.preflights.pairs.get(hop);
      if (preflight !== undefined) used.add(preflight);
    }
  }
  // One that was refused may leave no other trace.
  for (const entry of entries) {
    if (entry.isPreflight && !used.has(entry)) exchanges.push(exchangeOfPreflight(entry));
  }
  return { exchanges, unread: problems };
}

/** A HAR with what belongs together in it. */
interface Recording {
  readonly entries: readonly HarEntry[];
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

/** The same attempt with each preflight, and each request behind a redirect, that may be another's. */
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
  const found = ways.slice(0, MOST_ALTERNATIVES).flatMap((make) => make() ?? []);
  const [first] = found;
  // Nothing seen: it may be anything.
  return ways.length > MOST_ALTERNATIVES && first !== undefined
    ? [...found, { request: first.request }]
    : found;
}

/**
 * @param swapped - A hop with the preflight that it has in the place of its own.
 * @returns `null`: it stays within one origin.
 */
function toExchange(
  hops: readonly HarEntry[],
  { entries, preflights: { pairs } }: Recording,
  swapped?: { readonly hop: HarEntry; readonly preflight: HarEntry | undefined },
): RawExchange | null {
  const [first] = hops;
  const last = hops.at(-1);
  if (first === undefined || last === undefined) return null;
  const preflights = hops.map((hop) => (hop === swapped?.hop ? swapped.preflight : pairs.get(hop)));
  const [preflight] = preflights;
  // Of a request that was refused Chrome shows no more than what the page gave, so that who asked tells the origin.
  const asker = last.response === null ? askerOf(first, entries) : undefined;
  const origin =
    headerValue(first.headers, 'origin') ?? headerValue(preflight?.headers ?? [], 'origin') ?? asker;
  // Without Origin it is within the page's own origin, or no matter of CORS.
  if (origin === undefined || origin === parseUrl(first.url)?.origin) return null;
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
function askerOf({ headers, page, startedMs }: HarEntry, entries: readonly HarEntry[]): string | undefined {
  const referrer = parseUrl(headerValue(headers, 'referer') ?? '')?.origin;
  const document = entries
    .filter((other) => other.isDocument && page !== '' && other.page === page && other.startedMs <= startedMs)
    .at(-1);
  return referrer ?? (document && parseUrl(document.url)?.origin);
}

function failureOf(preflight: HarEntry | undefined, last: HarEntry): RawFailure | null {
  if (preflight !== undefined && preflight.response === null && preflight.failure !== '') {
    return { leg: 'preflight', reason: preflight.failure };
  }
  return last.response === null && last.failure !== '' ? { leg: 'request', reason: last.failure } : null;
}
