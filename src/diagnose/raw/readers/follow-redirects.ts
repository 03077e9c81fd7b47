import { parseUrl } from '../../../model/parse-url.js';
import { groupedBy } from './grouped-by.js';
import { type HarEntry, MOST_OTHERS, startedWithin, TOGETHER_MS } from './har-entry.js';
import { headerValue, withoutFragment } from './read-exchanges.js';

/** Where redirects of a recording went on. */
export interface FollowedRedirects {
  /** By redirect: the request that it led to. */
  readonly next: ReadonlyMap<HarEntry, HarEntry>;
  /**
   * By redirect: the other requests to the same address that it may have led to, as several were under way at once; and one
   * without an answer where what it led to came late, and may be a request by itself.
   */
  readonly others: ReadonlyMap<HarEntry, readonly HarEntry[]>;
}

/** How long a request may have taken whose end is not recorded. */
const UNTIMED_MS = 5000;
/** So much later a browser may go on of which nobody writes when. */
const LATER_MS = 5000;
/** After so many browsers give up. */
const MOST_REDIRECTS = 20;

/**
 * Finds the request that each redirect led to: one to the address that it names, that starts as it ends, by the method and
 * from the origin that Fetch prescribes. A page's direct request to that address is none. Pure.
 *
 * @param entries - In the order of their times.
 */
export function followRedirects(entries: readonly HarEntry[]): FollowedRedirects {
  const next = new Map<HarEntry, HarEntry>();
  const before = new Map<HarEntry, HarEntry>();
  const byAddress = groupedBy(entries, ({ url }) => url);
  const possible = (entry: HarEntry) => startingAfter(entry, byAddress.get(targetOf(entry) ?? '') ?? []);
  const mayLead = (from: HarEntry, to: HarEntry) => fits(from, to) && isChain(from, to, next, before);
  const findFree = (entry: HarEntry) =>
    possible(entry).find((other) => !before.has(other) && mayLead(entry, other));
  const link = (from: HarEntry, to: HarEntry) => {
    next.set(from, to);
    before.set(to, from);
  };
  // No redirect of a preflight is followed.
  const redirects = entries.filter((entry) => !entry.isPreflight && targetOf(entry) !== undefined);
  for (const entry of redirects.sort((a, b) => aboutEnd(a) - aboutEnd(b))) {
    const free = findFree(entry);
    if (free !== undefined) link(entry, free);
    else {
      // One that another has, if that finds another.
      for (const other of firstOf(possible(entry), (found) => mayLead(entry, found))) {
        const owner = before.get(other);
        const instead = owner && findFree(owner);
        if (owner === undefined || instead === undefined) continue;
        link(owner, instead);
        link(entry, other);
        break;
      }
    }
  }
  // Firefox may take its time: what goes on later is the end of the one before it, if no other can have led to it.
  const late = new Set<HarEntry>();
  const unended = redirects.filter((entry) => entry.hidesRefusals && !next.has(entry) && letsOn(entry));
  for (const [target = '', same] of groupedBy(unended, targetOf)) {
    let openMs = Number.NEGATIVE_INFINITY;
    for (const [place, entry] of same.entries()) {
      const lastMs = latestEnd(entry) + LATER_MS;
      const toMs = Math.min(lastMs, same[place + 1]?.startedMs ?? lastMs);
      const [end, another] = firstOf(
        startedWithin(byAddress.get(target) ?? [], entry.startedMs, toMs),
        (other) => !other.isPreflight && !before.has(other) && mayLead(entry, other),
      );
      if (entry.startedMs > openMs && end !== undefined && another === undefined) {
        link(entry, end);
        late.add(entry);
      } else openMs = Math.max(openMs, lastMs);
    }
  }
  const others = new Map<HarEntry, readonly HarEntry[]>();
  for (const [entry, found] of next) {
    const rest = firstOf(possible(entry), (other) => other !== found && mayLead(entry, other));
    // By then the page may have asked by itself, after the redirect came to nothing.
    if (late.has(entry)) rest.push({ ...found, response: null, failure: '' });
    if (rest.length > 0) others.set(entry, rest);
  }
  return { next, others };
}

function firstOf(entries: readonly HarEntry[], isMeant: (entry: HarEntry) => boolean): HarEntry[] {
  const found: HarEntry[] = [];
  for (const entry of entries) {
    if (found.length === MOST_OTHERS) break;
    if (isMeant(entry)) found.push(entry);
  }
  return found;
}

function aboutEnd({ startedMs, endedMs = startedMs }: HarEntry): number {
  return endedMs;
}

function latestEnd({ startedMs, endedMs = startedMs + UNTIMED_MS }: HarEntry): number {
  return endedMs + TOGETHER_MS;
}

/** The requests that start in time, those that start after its end first. @param targets - All at the address that it names. */
function startingAfter(entry: HarEntry, targets: readonly HarEntry[]): HarEntry[] {
  // Clocks run back a little.
  const [fromMs, endMs] = [entry.startedMs - TOGETHER_MS, aboutEnd(entry) - TOGETHER_MS];
  // Firefox begins a request after its preflight, of which nobody knows yet whose it is.
  let toMs = latestEnd(entry);
  for (const other of startedWithin(targets, fromMs, toMs)) {
    if (other.isPreflight) toMs = Math.max(toMs, latestEnd(other));
  }
  const found = startedWithin(targets, fromMs, toMs).filter(({ isPreflight }) => !isPreflight);
  const early = found.filter(({ startedMs }) => startedMs < endMs);
  return [...found.slice(early.length), ...early];
}

/** Whether a browser goes on where it leads: one that asks with CORS does not where the page may not see the redirect. */
function letsOn({ mode, origin, target, response }: HarEntry): boolean {
  const isCors = /^(cors)?$/.test(mode) && origin !== undefined && origin !== target;
  const allowed = headerValue(response?.headers ?? [], 'access-control-allow-origin');
  return !isCors || allowed === '*' || allowed === origin;
}

/** Whether it is what Fetch makes of the one before. */
function fits(from: HarEntry, to: HarEntry): boolean {
  const agrees = (one: string, other: string) => one === '' || other === '' || one === other;
  return (
    from !== to &&
    to.method === methodAfter(from) &&
    agrees(from.type, to.type) &&
    agrees(from.mode, to.mode) &&
    hasOriginAfter(from, to)
  );
}

function methodAfter({ method, response }: HarEntry): string {
  const { status = 0 } = response ?? {};
  const isChanged =
    status === 303 ? !/^(GET|HEAD)$/.test(method) : (status === 301 || status === 302) && method === 'POST';
  return isChanged ? 'GET' : method;
}

/** A page's own origin is shown until a redirect leads from one foreign origin to another. */
function hasOriginAfter(from: HarEntry, to: HarEntry): boolean {
  const origin = from.origin ?? from.target;
  const expected = from.target !== to.target && from.target !== origin ? 'null' : origin;
  if (to.origin !== undefined) return to.origin === expected;
  // Only an answer of the network comes with all that was sent.
  return to.response === null || to.servedBy !== 'network' || to.target === expected;
}

/** Whether both together are no circle, and no more than browsers follow. */
function isChain(
  from: HarEntry,
  to: HarEntry,
  next: ReadonlyMap<HarEntry, HarEntry>,
  before: ReadonlyMap<HarEntry, HarEntry>,
): boolean {
  let count = 1;
  for (let entry = next.get(to); entry !== undefined; entry = next.get(entry)) {
    if (entry === from) return false;
    count++;
  }
  for (let entry = before.get(from); entry !== undefined; entry = before.get(entry)) count++;
  return count <= MOST_REDIRECTS;
}

/** Where a redirect leads. `undefined`: it is none, or leads nowhere. */
export function targetOf({ response, redirectUrl, url }: HarEntry): string | undefined {
  const { status = 0 } = response ?? {};
  if (!/^30[12378]$/.test(String(status)) || redirectUrl === '') return undefined;
  const address = parseUrl(redirectUrl, url)?.href;
  return address && withoutFragment(address);
}
