import { allowsOrigin, preflightPasses } from '../explain-exchanges.js';
import { askedMethod, exchangeOfPreflight, type HarEntry } from './har-entry.js';
import { headerValue } from './read-exchanges.js';

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

/** Requests that wait for a preflight in one group, and what was found of them. */
interface Group {
  /** In the order of their times. */
  readonly entries: readonly HarEntry[];
  /** Preflights that were refused or got lost, and requests whose answer the page could read: never of each other. */
  readonly apart: ReadonlySet<HarEntry>;
}

/** Between a request and its preflight: the longest that browsers wait for an answer, about. */
const PREFLIGHT_SLACK_MS = 60_000;
/** Attempts that are no further apart may have each other's preflights: recorders round, and write them as they come. */
const TOGETHER_MS = 50;

/**
 * Pairs requests with their preflights: at the same address, for the same method, and of those that no other has the
 * nearest in time. One that went out without being asked for is left alone. Pure.
 *
 * @param entries - In the order of their times.
 */
export function pairPreflights(entries: readonly HarEntry[]): PreflightPairs {
  const pairs = new Map<HarEntry, HarEntry>();
  const others = new Map<HarEntry, (HarEntry | undefined)[]>();
  const byAddress = new Map<string, HarEntry[]>();
  for (const entry of entries) {
    const key = `${entry.isPreflight ? askedMethod(entry.headers) : entry.method} ${entry.url}`;
    const same = byAddress.get(key) ?? [];
    byAddress.set(key, same);
    same.push(entry);
  }
  for (const same of byAddress.values()) {
    const apart = same.filter((entry) => (entry.isPreflight ? isRefused(entry) : isRead(entry)));
    const group: Group = { entries: same, apart: new Set(apart) };
    pairGroup(group, pairs);
    findOthers(group, pairs, others);
  }
  return { pairs, others };
}

function pairGroup({ entries, apart }: Group, pairs: Map<HarEntry, HarEntry>): void {
  const preflights = entries.filter(({ isPreflight }) => isPreflight);
  // Those first that have fewer requests to choose from.
  preflights.sort((one, other) => Number(apart.has(other)) - Number(apart.has(one)));
  for (const preflight of preflights) {
    let nearest: HarEntry | undefined;
    let leastMs = PREFLIGHT_SLACK_MS;
    for (const request of entries) {
      const gapMs = gapBetween(request, preflight);
      if (request.isPreflight || gapMs > leastMs || pairs.has(request)) continue;
      if (apart.has(request) && apart.has(preflight)) continue;
      nearest = request;
      leastMs = gapMs;
    }
    if (nearest !== undefined) pairs.set(nearest, preflight).set(preflight, nearest);
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
  const said = new Map<HarEntry | undefined, string>([[undefined, '']]);
  for (const entry of group.entries) if (entry.isPreflight) said.set(entry, whatItSays(entry));
  for (const near of overlapping(group.entries, pairs)) {
    for (const request of near.filter(({ isPreflight }) => !isPreflight)) {
      const others = othersNear(group, request, near, pairs);
      const possible = new Map(others.map((preflight) => [said.get(preflight), preflight] as const));
      possible.delete(said.get(pairs.get(request)));
      if (possible.size > 0) found.set(request, [...possible.values()]);
    }
  }
}

function overlapping(entries: readonly HarEntry[], pairs: ReadonlyMap<HarEntry, HarEntry>): HarEntry[][] {
  const spans = entries.map((entry) => {
    const { startedMs } = pairs.get(entry) ?? entry;
    const [startMs, endMs] = [Math.min(startedMs, entry.startedMs), Math.max(startedMs, entry.startedMs)];
    return { entry, startMs, endMs };
  });
  const together: HarEntry[][] = [];
  let latestMs = Number.NEGATIVE_INFINITY;
  for (const { entry, startMs, endMs } of spans.sort((a, b) => a.startMs - b.startMs)) {
    if (startMs > latestMs + TOGETHER_MS) together.push([]);
    together.at(-1)?.push(entry);
    latestMs = Math.max(latestMs, endMs);
  }
  return together;
}

/** @param near - All that overlap with the request, itself and its preflight among them. */
function othersNear(
  group: Group,
  request: HarEntry,
  near: readonly HarEntry[],
  pairs: ReadonlyMap<HarEntry, HarEntry>,
): (HarEntry | undefined)[] {
  const { apart } = group;
  const own = pairs.get(request);
  const preflights = near.filter(({ isPreflight }) => isPreflight);
  const passing = preflights.filter((preflight) => !apart.has(preflight)).length;
  const hasFewer = preflights.length * 2 < near.length;
  const others: (HarEntry | undefined)[] = preflights.filter((preflight) => {
    if (preflight === own || (apart.has(request) && apart.has(preflight))) return false;
    const owner = pairs.get(preflight);
    // Whoever has it now needs another then, or none, where there are fewer than requests.
    const left = owner !== undefined && apart.has(owner) ? passing : preflights.length;
    return owner === undefined || own === undefined || hasFewer || left > 1;
  });
  const lacksOne = (entry: HarEntry) => !entry.isPreflight && entry !== request && !pairs.has(entry);
  const mayHaveOne = (entry: HarEntry) => passing > 0 || !apart.has(entry);
  const mayHaveNone = own !== undefined && near.some((entry) => lacksOne(entry) && mayHaveOne(entry));
  return mayHaveNone ? [...others, undefined] : others;
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

function isRead({ headers, method, url, response }: HarEntry): boolean {
  const origin = headerValue(headers, 'origin') ?? '';
  return response !== null && allowsOrigin({ request: { origin, method, url }, response });
}
