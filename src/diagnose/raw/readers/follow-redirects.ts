import { parseUrl } from '../../../model/parse-url.js';
import type { HarEntry } from './har-entry.js';
import { withoutFragment } from './read-exchanges.js';

/** Where redirects of a recording went on. */
export interface FollowedRedirects {
  /** By redirect: the request that it led to. */
  readonly next: ReadonlyMap<HarEntry, HarEntry>;
  /** By redirect: the other requests to the same address that it may have led to, as several were under way at once. */
  readonly others: ReadonlyMap<HarEntry, readonly HarEntry[]>;
}

/** Recorders round, and do not write the end of one request and the beginning of the next at once. */
const TOGETHER_MS = 50;

/**
 * Finds the request that each redirect led to: the next one to the address that it names. Pure.
 *
 * @param entries - In the order of their times.
 */
export function followRedirects(entries: readonly HarEntry[]): FollowedRedirects {
  const next = new Map<HarEntry, HarEntry>();
  const reached = new Set<HarEntry>();
  const byAddress = new Map<string, HarEntry[]>();
  // No redirect of a preflight is followed.
  const requests = entries.filter(({ isPreflight }) => !isPreflight);
  for (const entry of requests) {
    const same = byAddress.get(entry.url) ?? [];
    byAddress.set(entry.url, same);
    same.push(entry);
  }
  const targetsOf = (entry: HarEntry): readonly HarEntry[] => byAddress.get(targetOf(entry) ?? '') ?? [];
  for (const entry of requests) {
    const found = targetsOf(entry).find(
      (other) => other.startedMs >= entry.startedMs && !reached.has(other) && !leadsTo(next, other, entry),
    );
    if (found === undefined) continue;
    next.set(entry, found);
    reached.add(found);
  }
  const others = new Map<HarEntry, HarEntry[]>();
  for (const [entry, found] of next) {
    const latestMs = Math.max(found.startedMs, entry.endedMs) + TOGETHER_MS;
    const possible = targetsOf(entry).filter(
      (other) =>
        other !== found &&
        other.startedMs >= entry.startedMs &&
        other.startedMs <= latestMs &&
        !leadsTo(next, other, entry),
    );
    if (possible.length > 0) others.set(entry, possible);
  }
  return { next, others };
}

/** Whether redirects lead from one request to another, so that the way back would be a circle. */
function leadsTo(next: ReadonlyMap<HarEntry, HarEntry>, from: HarEntry, to: HarEntry): boolean {
  for (let entry: HarEntry | undefined = from; entry !== undefined; entry = next.get(entry)) {
    if (entry === to) return true;
  }
  return false;
}

function targetOf({ response, redirectUrl, url }: HarEntry): string | undefined {
  const { status = 0 } = response ?? {};
  if (status < 300 || status > 399 || redirectUrl === '') return undefined;
  return withoutFragment(parseUrl(redirectUrl, url)?.href ?? '');
}
