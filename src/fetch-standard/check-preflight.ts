import type { CorsResponse } from '../model/cors-exchange.js';
import { checkOrigin } from './check-origin.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsNote, CorsRefusal, CorsUnknown } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { combinedValue, tokenList } from './header-values.js';
import { hasRedirectStatus, redirectLocation, resolveLocation } from './is-redirect.js';
import { isSameOrigin } from './is-same-origin.js';
import { refusing, type Stop } from './refusing.js';
import { isSafelistedMethod } from './safelisted-method.js';
import { findUnknown } from './unknown.js';

/** Against which a relative address is read where that of the request is not given. */
const ANY_URL = 'https://store.invalid';
const ALLOW_METHODS = 'access-control-allow-methods';
const ALLOW_HEADERS = 'access-control-allow-headers';
const ORDER = ['origin', 'status'] as const;

/**
 * Whether the answer to a preflight lets the request go out. `null`: it does.
 *
 * @param notes - What is worth knowing of an answer that does is added here.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function checkPreflight(
  request: CheckedRequest,
  preflight: CorsResponse,
  engine: Engine,
  notes?: Set<CorsNote>,
): CorsRefusal | CorsUnknown | null {
  const { origin, credentials, url } = request;
  const { status } = preflight;
  const stop = refusing('preflight', 'cors-preflight-fetch', origin, status);
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7, the CORS check with the request's own credentials mode,
  // and an ok status. That it is fetched with the redirect mode "error" is step 1.
  const checks = {
    redirect: () => {
      const location = redirectLocation(preflight, engine);
      const unknown = hasRedirectStatus(preflight) ? findUnknown(preflight, ['location']) : null;
      if (unknown !== null || location === null) return unknown;
      const next = resolveLocation(location, url ?? ANY_URL, engine);
      return stop('preflight-redirected', String(status), next?.href);
    },
    origin: () =>
      engine.trustsOwnPreflight && isSameOrigin(origin, url)
        ? null
        : checkOrigin(origin, credentials, preflight, 'preflight', engine),
    status: () => (status < 200 || status > 299 ? stop('preflight-status', String(status)) : null),
  };
  const unknown = findUnknown(preflight, ['status', ALLOW_METHODS, ALLOW_HEADERS]);
  if (unknown?.unknown[0] === 'status') return unknown;
  for (const check of engine.preflightOrder ?? ORDER) {
    const failed = checks[check]();
    if (failed !== null) return failed;
  }
  return unknown ?? checkLists(request, preflight, stop, engine, notes);
}

function checkLists(
  { method, unsafeHeaders, credentials, forcesPreflight }: CheckedRequest,
  preflight: CorsResponse,
  stop: Stop,
  engine: Engine,
  notes: Set<CorsNote> | undefined,
): CorsRefusal | null {
  // A star is only a wildcard without credentials.
  const hasStar = (list: readonly string[]) => credentials !== 'include' && list.includes('*');
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: steps 7.1 to 7.3, both lists must parse.
  const named = combinedValue(preflight, ALLOW_METHODS, engine);
  const methods = tokenList(preflight, ALLOW_METHODS, engine);
  if (methods === null) return stop('allow-methods-malformed', named);
  const names = tokenList(preflight, ALLOW_HEADERS, engine)?.map((name) => name.toLowerCase());
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7.4, without the header a forced preflight allows its method,
  // and step 7.5, the method byte for byte.
  const allowsMethod =
    (forcesPreflight === true && named === null && !engine.forcedAllowsNoMethod) ||
    methods.includes(method) ||
    isSafelistedMethod(method) ||
    hasStar(methods);
  if (!allowsMethod && (names !== undefined || engine.checksMethodBeforeNames))
    return stop('method-not-allowed', method);
  if (names === undefined)
    return stop('allow-headers-malformed', combinedValue(preflight, ALLOW_HEADERS, engine));
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7.6, the names that a star does not cover, and 7.7, all others.
  const allowed = new Set(names);
  const isCovered = (name: string) => name !== 'authorization' || engine.starCoversAuthorization;
  const starred = hasStar(names);
  const unnamed = unsafeHeaders.filter((name) => !allowed.has(name));
  const refusedHeaders = unnamed.filter((name) => !(starred && isCovered(name)));
  const [first] = refusedHeaders;
  if (first !== undefined) return { ...stop('header-not-allowed', first), refusedHeaders };
  if (unnamed.includes('authorization')) notes?.add('authorization-under-star');
  return null;
}
