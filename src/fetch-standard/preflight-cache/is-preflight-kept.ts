import { browsers } from '../engines/browsers.js';
import type { Engine } from '../engines/engine.js';
import {
  type CachedRequest,
  cacheHabits,
  cacheKey,
  type KeptPreflight,
  type PreflightCache,
} from './preflight-cache.js';

/**
 * Whether a request that needs a preflight goes out without one, because of an answer that was kept. Pure.
 *
 * @param nowSeconds - The time of the request, by the clock of `storePreflight()`.
 * @param engine - Whose habits count. Default: what all browsers do today, and the standard where they differ.
 * @see https://fetch.spec.whatwg.org/#method-cache-entry-match
 * @see https://fetch.spec.whatwg.org/#header-name-cache-entry-match
 */
export function isPreflightKept(
  cache: PreflightCache,
  request: CachedRequest,
  nowSeconds: number,
  engine: Engine = browsers,
): boolean {
  const habits = cacheHabits(engine);
  if (request.cache !== undefined && habits.bypassedBy.includes(request.cache)) return false;
  const key = cacheKey(request, habits);
  const found = cache.filter(
    (kept) =>
      kept.expiresAtSeconds > nowSeconds &&
      kept.origin === key.origin &&
      kept.url === key.url &&
      (kept.credentials === key.credentials || (kept.credentials && habits.credentialedServesAnonymous)),
  );
  // A star is only a wildcard without credentials.
  const holds = (list: 'methods' | 'headers', word: string, star: boolean) =>
    found.some(
      (kept: KeptPreflight) =>
        kept[list].includes(word) || (star && !kept.credentials && kept[list].includes('*')),
    );
  const needsMethod =
    !habits.exemptMethods.includes(request.method) ||
    (request.forcesPreflight === true && habits.forcedNeedsMethod);
  const keepsHeader = (name: string) =>
    holds(
      'headers',
      name,
      habits.starIsKept && (name !== 'authorization' || habits.keptStarCoversAuthorization),
    );
  return (
    found.length > 0 &&
    (!needsMethod || holds('methods', request.method, habits.starIsKept)) &&
    request.unsafeHeaders.every(keepsHeader)
  );
}
