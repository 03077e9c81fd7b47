import { preflightPasses } from '../explain-exchanges.js';
import { groupedBy } from './grouped-by.js';
import {
  askedMethod,
  exchangeOfPreflight,
  type HarEntry,
  MOST_OTHERS,
  startedWithin,
  TOGETHER_MS,
} from './har-entry.js';
import { askedNames, headerValue, pageHeaders } from './read-exchanges.js';

/** Which preflight was sent for which request. */
export interface PreflightPairs {
  /** Each preflight's request, and each request's preflight. */
  readonly pairs: ReadonlyMap<HarEntry, HarEntry>;
  /**
   * By request: the other preflights that may be its own, as attempts at one address at one time look alike; `undefined`:
   * that it had none. Of those that say the same only one.
   */
  readonly others: ReadonlyMap<HarEntry, readonly (HarEntry | undefined)[]>;
}

/** All that matters of who belongs together with whom: of thousands of entries most are of a few kinds. */
interface Kind {
  /** Whether it is a preflight that was refused or got lost, or a request that was answered: never of each other. */
  readonly isApart: boolean;
  readonly origin: string | undefined;
  /** What a preflight asks for, or a request shows. Absent: nobody knows. */
  readonly names: readonly string[] | undefined;
  /** What a verdict goes by; of a request nothing. */
  readonly says: string;
  /** Whether another kind fits, where that was asked before. */
  readonly fitting: Map<Kind, boolean>;
}

/** Requests that wait for a preflight in one group, and what was found of them. */
interface Group {
  /** In the order of their times. */
  readonly entries: readonly HarEntry[];
  readonly kinds: ReadonlyMap<HarEntry, Kind>;
}

/** Between a request and its preflight: the longest that browsers wait for an answer, about. */
const PREFLIGHT_SLACK_MS = 60_000;
/** Names of headers that recorders leave out. */
const LEFT_OUT = /^(authorization|cookie)$/;

/**
 * Pairs requests with their preflights: at the same address, for the same method, and of those that no other has the
 * nearest in time. One that went out without being asked for is left alone. Pure.
 *
 * @param entries - In the order of their times.
 */
export function pairPreflights(entries: readonly HarEntry[]): PreflightPairs {
  const pairs = new Map<HarEntry, HarEntry>();
  const others = new Map<HarEntry, (HarEntry | undefined)[]>();
  const byAddress = groupedBy(
    entries,
    ({ isPreflight, headers, method, url }) => `${isPreflight ? askedMethod(headers) : method} ${url}`,
  );
  for (const same of byAddress.values()) {
    if (!same.some(({ isPreflight }) => isPreflight)) continue;
    const group: Group = { entries: same, kinds: kindsOf(same) };
    pairGroup(group, pairs);
    findOthers(group, pairs, others);
  }
  return { pairs, others };
}

function kindsOf(entries: readonly HarEntry[]): Map<HarEntry, Kind> {
  const known = new Map<string, Kind>();
  const kinds = new Map<HarEntry, Kind>();
  for (const entry of entries) {
    const { isPreflight, origin, headers } = entry;
    const shown = pageHeaders(headers).length === 0 ? undefined : headers.map(([name]) => name.toLowerCase());
    const [isApart, names, says] = isPreflight
      ? [isRefused(entry), askedNames(headers), whatItSays(entry)]
      : [isAnswered(entry), shown?.sort(), ''];
    const key = JSON.stringify([isPreflight, isApart, origin, names, says]);
    const kind = known.get(key) ?? { isApart, origin, names, says, fitting: new Map() };
    known.set(key, kind);
    kinds.set(entry, kind);
  }
  return kinds;
}

function fits({ kinds }: Group, request: HarEntry, preflight: HarEntry): boolean {
  const [one, other] = [kinds.get(request), kinds.get(preflight)];
  if (one === undefined || other === undefined) return false;
  const known = one.fitting.get(other) ?? mayBelong(one, other);
  one.fitting.set(other, known);
  return known;
}

function mayBelong(request: Kind, preflight: Kind): boolean {
  if (request.isApart && preflight.isApart) return false;
  const { origin = preflight.origin, names } = request;
  if (preflight.origin !== undefined && origin !== preflight.origin) return false;
  if (names === undefined) return true;
  return (preflight.names ?? []).every((name) => LEFT_OUT.test(name) || names.includes(name));
}

function pairGroup(group: Group, pairs: Map<HarEntry, HarEntry>): void {
  const { entries, kinds } = group;
  const preflights = entries.filter(({ isPreflight }) => isPreflight);
  const free = entries.filter(({ isPreflight }) => !isPreflight);
  const isApart = (entry: HarEntry) => Number(kinds.get(entry)?.isApart);
  // Those first that have fewer requests to choose from.
  preflights.sort((one, other) => isApart(other) - isApart(one));
  for (const preflight of preflights) {
    let nearest: HarEntry | undefined;
    let leastMs = PREFLIGHT_SLACK_MS;
    const { startedMs } = preflight;
    for (const request of startedWithin(free, startedMs - leastMs, startedMs + leastMs)) {
      if (request.startedMs > startedMs + leastMs) break;
      const gapMs = gapBetween(request, preflight);
      if (gapMs > leastMs || !fits(group, request, preflight)) continue;
      nearest = request;
      leastMs = gapMs;
    }
    if (nearest === undefined) continue;
    pairs.set(nearest, preflight).set(preflight, nearest);
    free.splice(free.indexOf(nearest), 1);
  }
}

/** Chrome's come from a request before, if there is one. */
function gapBetween(request: HarEntry, { startedMs, isAfterRequest }: HarEntry): number {
  const laterMs = request.startedMs - startedMs;
  return laterMs > 0 && isAfterRequest ? laterMs * 1000 : Math.abs(laterMs);
}

/** Who may have another's preflight: those whose times, and their preflights', overlap with each other's, or by way of more. */
function findOthers(
  group: Group,
  pairs: ReadonlyMap<HarEntry, HarEntry>,
  found: Map<HarEntry, (HarEntry | undefined)[]>,
): void {
  for (const near of overlapping(group.entries, pairs)) findOthersNear(group, near, pairs, found);
}

function overlapping(entries: readonly HarEntry[], pairs: ReadonlyMap<HarEntry, HarEntry>): HarEntry[][] {
  const isChrome = entries.some(({ isAfterRequest }) => isAfterRequest);
  const spans = entries.map((entry) => {
    const { isPreflight, startedMs, endedMs = startedMs } = entry;
    const pairedMs = pairs.get(entry)?.startedMs ?? startedMs;
    const latestMs = Math.max(startedMs, pairedMs, isPreflight ? endedMs : 0) + TOGETHER_MS;
    return {
      entry,
      startMs: Math.min(startedMs, pairedMs),
      // Chrome's preflights come while the request is under way.
      endMs: isChrome && !isPreflight ? Math.max(latestMs, endedMs) : latestMs,
    };
  });
  const together: HarEntry[][] = [];
  let latestMs = Number.NEGATIVE_INFINITY;
  for (const { entry, startMs, endMs } of spans.sort((a, b) => a.startMs - b.startMs)) {
    if (startMs > latestMs) together.push([]);
    together.at(-1)?.push(entry);
    latestMs = Math.max(latestMs, endMs);
  }
  return together;
}

/** @param near - All that overlap with each other, requests and preflights. */
function findOthersNear(
  group: Group,
  near: readonly HarEntry[],
  pairs: ReadonlyMap<HarEntry, HarEntry>,
  found: Map<HarEntry, (HarEntry | undefined)[]>,
): void {
  const preflights = near.filter(({ isPreflight }) => isPreflight);
  const requests = near.filter(({ isPreflight }) => !isPreflight);
  const byKind = groupedBy(preflights, (preflight) => group.kinds.get(preflight));
  const counts = new Map<Kind | undefined, number>();
  const countFor = (entry: HarEntry): number => {
    const kind = group.kinds.get(entry);
    const known =
      counts.get(kind) ??
      (entry.isPreflight
        ? requests.filter((each) => fits(group, each, entry))
        : preflights.filter((each) => fits(group, entry, each))
      ).length;
    counts.set(kind, known);
    return known;
  };
  const hasFewer = preflights.length < requests.length;
  // Whoever has it now needs another then, or none, where there are fewer than requests.
  const isSpare = (preflight: HarEntry) => {
    const owner = pairs.get(preflight);
    return owner === undefined || hasFewer || countFor(owner) > 1;
  };
  const looks = [...byKind.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ first, spare: same.find(isSpare) }];
  });
  const mayHaveNone = requests.some((request) => !pairs.has(request) && countFor(request) > 0);
  // Where no request is missing, a refused preflight that no other request can have had is not in doubt.
  const isWhole = preflights.every((preflight) => pairs.has(preflight));
  const isCertain = (preflight: HarEntry) =>
    isWhole && group.kinds.get(preflight)?.isApart === true && countFor(preflight) === 1;
  const saysOf = (preflight: HarEntry | undefined) => preflight && group.kinds.get(preflight)?.says;
  for (const request of requests) {
    const own = pairs.get(request);
    if (own !== undefined && isCertain(own)) continue;
    const others: (HarEntry | undefined)[] = [];
    for (const { first, spare } of looks) {
      const other = own === undefined ? first : spare;
      if (other === undefined || saysOf(other) === saysOf(own) || !fits(group, request, other)) continue;
      if (others.push(other) === MOST_OTHERS) break;
    }
    if (own !== undefined && mayHaveNone) others.push(undefined);
    if (others.length > 0) found.set(request, others);
  }
}

/** All of an answer that a verdict goes by, but for what differs each time, such as the number of the request. */
function whatItSays({ headers, response, failure }: HarEntry): string {
  const told = (response?.headers ?? []).map(([name, value]) =>
    /^(access-control-|location$|server$)/i.test(name) ? [name, value] : name,
  );
  const asked = headerValue(headers, 'access-control-request-headers');
  return JSON.stringify([asked, response?.status, told, response?.body, failure]);
}

function isRefused(preflight: HarEntry): boolean {
  const isLost = preflight.response === null && preflight.failure !== '';
  return isLost || preflightPasses(exchangeOfPreflight(preflight)) === false;
}

/** Whether it went out, so that its preflight had passed; what the page could read of the answer is nothing to it. */
function isAnswered({ response, servedBy }: HarEntry): boolean {
  return response !== null && servedBy === 'network';
}
