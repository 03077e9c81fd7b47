import { browsers } from '../engines/browsers.js';
import type { Engine } from '../engines/engine.js';
import { type CachedRequest, cacheHabits, cacheKey, type PreflightCache } from './preflight-cache.js';

/**
 * The cache after an answer that the page was refused: the standard, and Firefox, forget what was kept for its address;
 * Chromium and WebKit go on letting requests out until it ends. Pure.
 *
 * @param engine - Whose habits count. Default: what all browsers do today, and the standard where they differ.
 * @see https://fetch.spec.whatwg.org/#concept-cache-clear
 */
export function forgetPreflight(
  cache: PreflightCache,
  request: CachedRequest,
  engine: Engine = browsers,
): PreflightCache {
  const habits = cacheHabits(engine);
  if (!habits.forgetsWhenRefused) return cache;
  const { origin, url } = cacheKey(request, habits);
  return cache.filter((kept) => kept.origin !== origin || kept.url !== url);
}
