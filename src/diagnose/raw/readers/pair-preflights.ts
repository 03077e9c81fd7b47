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
/** How many requests are looked at for each preflight at a time. */
const MOST_CANDIDATES = 8;

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

/** A request and a preflight that may be its own. */
interface Candidate {
  readonly request: HarEntry;
  readonly preflight: HarEntry;
  /** How far apart they are. */
  readonly gapMs: number;
  /** Whether one of the two has fewer to choose from. */
  readonly isPressed: boolean;
}

function pairGroup(group: Group, pairs: Map<HarEntry, HarEntry>): void {
  for (let hasChanged = true; hasChanged; ) {
    const waiting = group.entries.filter((entry) => !pairs.has(entry));
    const requests = waiting.filter(({ isPreflight }) => !isPreflight);
    const candidates = waiting
      .filter(({ isPreflight }) => isPreflight)
      .flatMap((preflight) => nearestOf(group, preflight, requests))
      .sort(compareCandidates);
    hasChanged = false;
    for (const { request, preflight } of candidates) {
      if (pairs.has(request) || pairs.has(preflight)) continue;
      pairs.set(request, preflight).set(preflight, request);
      hasChanged = true;
    }
  }
}

/** The requests that a preflight may be of, a few of them: where others take these all, it is asked for again. */
function nearestOf(group: Group, preflight: HarEntry, requests: readonly HarEntry[]): Candidate[] {
  return requests
    .filter((request) => mayBelong(group, request, preflight))
    .map((request) => ({
      request,
      preflight,
      gapMs: gapBetween(request, preflight),
      isPressed: group.apart.has(request) || group.apart.has(preflight),
    }))
    .filter(({ gapMs }) => gapMs <= PREFLIGHT_SLACK_MS)
    .sort(compareCandidates)
    .slice(0, MOST_CANDIDATES);
}

/** Chrome's come from a request before, if there is one. */
function gapBetween(request: HarEntry, { startedMs, isAfterRequest }: HarEntry): number {
  const laterMs = request.startedMs - startedMs;
  return laterMs > 0 && isAfterRequest ? laterMs * 1000 : Math.abs(laterMs);
}

function compareCandidates(one: Candidate, other: Candidate): number {
  return (
    Math.floor(one.gapMs / TOGETHER_MS) - Math.floor(other.gapMs / TOGETHER_MS) ||
    Number(other.isPressed) - Number(one.isPressed) ||
    one.gapMs - other.gapMs
  );
}

function mayBelong({ apart }: Group, one: HarEntry, other: HarEntry): boolean {
  return !(apart.has(one) && apart.has(other));
}

/** Who may have another's preflight: those whose times, and their preflights', overlap with each other's, or by way of more. */
function findOthers(
  group: Group,
  pairs: ReadonlyMap<HarEntry, HarEntry>,
  found: Map<HarEntry, (HarEntry | undefined)[]>,
): void {
  for (const near of overlapping(group.entries, pairs)) {
    for (const request of near.filter(({ isPreflight }) => !isPreflight)) {
      const others = othersNear(group, request, near, pairs);
      const possible = new Map(others.map((preflight) => [whatItSays(preflight), preflight] as const));
      possible.delete(whatItSays(pairs.get(request)));
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
    if (preflight === own || !mayBelong(group, request, preflight)) return false;
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
function whatItSays(preflight: HarEntry | undefined): string {
  const { headers = [], response, failure } = preflight ?? {};
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
