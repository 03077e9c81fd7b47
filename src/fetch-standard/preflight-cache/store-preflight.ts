import type { CorsResponse } from '../../model/cors-exchange.js';
import { checkPreflight } from '../check-preflight.js';
import { browsers } from '../engines/browsers.js';
import type { Engine, PreflightCacheHabits } from '../engines/engine.js';
import { combinedValue, tokenList } from '../header-values.js';
import {
  type CachedRequest,
  type CacheKey,
  cacheHabits,
  cacheKey,
  type PreflightCache,
} from './preflight-cache.js';

/**
 * The cache after the answer to a preflight: with it, where it passes and is to be kept. Pure.
 *
 * @param nowSeconds - The time of the answer, by any clock that only goes forward.
 * @param engine - Whose habits count. Default: what all browsers do today, and the standard where they differ.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function storePreflight(
  cache: PreflightCache,
  request: CachedRequest,
  preflight: CorsResponse,
  nowSeconds: number,
  engine: Engine = browsers,
): PreflightCache {
  const habits = cacheHabits(engine);
  const alive = cache.filter((kept) => kept.expiresAtSeconds > nowSeconds);
  const lifeSeconds = maxAgeSeconds(combinedValue(preflight, 'access-control-max-age', engine), habits);
  if (lifeSeconds <= 0 || checkPreflight(request, preflight, engine) !== null) return alive;
  const key = cacheKey(request, habits);
  const isOther = (kept: PreflightCache[number]) =>
    kept.origin !== key.origin ||
    kept.url !== key.url ||
    // An engine that gives anonymous requests what it keeps for others has one place for both.
    (!habits.credentialedServesAnonymous && kept.credentials !== key.credentials);
  const others = habits.addsUp ? alive : alive.filter(isOther);
  const room = withRoomFor(key, others, habits.maxEntries);
  const methods = tokenList(preflight, 'access-control-allow-methods', engine) ?? [];
  const headers = tokenList(preflight, 'access-control-allow-headers', engine) ?? [];
  const namesNone = combinedValue(preflight, 'access-control-allow-methods', engine) === null;
  const forced = namesNone && request.forcesPreflight === true && !engine.forcedAllowsNoMethod;
  return [
    ...room,
    {
      ...key,
      methods: forced ? [request.method] : methods,
      headers: headers.map((name) => name.toLowerCase()),
      expiresAtSeconds: nowSeconds + lifeSeconds,
    },
  ];
}

/** What is left when one more key may need a place: of too many keys, those that were answered for longest ago go. */
function withRoomFor(key: CacheKey, kept: PreflightCache, maxKeys: number | null): PreflightCache {
  if (maxKeys === null) return kept;
  const textOf = ({ origin, url, credentials }: CacheKey) => JSON.stringify([origin, url, credentials]);
  // A set keeps the order in which names came in: the newest answer first.
  const newestFirst = new Set([textOf(key), ...kept.map(textOf).reverse()]);
  const staying = new Set([...newestFirst].slice(0, maxKeys));
  return kept.filter((entry) => staying.has(textOf(entry)));
}

/** https://fetch.spec.whatwg.org/#cors-preflight-fetch: steps 7.8 to 7.10. Zero and less: it is not kept. */
function maxAgeSeconds(given: string | null, habits: PreflightCacheHabits): number {
  if (given === null) return habits.defaultMaxAgeSeconds;
  if (!habits.maxAge.test(given)) return habits.keepsMalformedMaxAge ? habits.defaultMaxAgeSeconds : 0;
  return Math.min(Number(given), habits.maxAgeCapSeconds ?? Number.POSITIVE_INFINITY);
}
