import type { CorsResponse } from '../model/cors-exchange.js';
import { checkOrigin } from './check-origin.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsRefusal, CorsUnknown, PreflightFailure } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { combinedValue, tokenList } from './header-values.js';
import { hasRedirectStatus, redirectLocation, resolveLocation } from './is-redirect.js';
import { isSameOrigin } from './is-same-origin.js';
import { isSafelistedMethod } from './safelisted-method.js';
import { showAddress } from './show-address.js';
import { CORS_PREFLIGHT_FETCH } from './steps.js';
import { findUnknown } from './unknown.js';

/** Against which a relative address is read where that of the request is not given. */
const ANY_URL = 'https://store.invalid';
const ALLOW_METHODS = 'access-control-allow-methods';
const ALLOW_HEADERS = 'access-control-allow-headers';

/**
 * Whether the answer to a preflight lets the request go out. `null`: it does.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function checkPreflight(
  request: CheckedRequest,
  preflight: CorsResponse,
  engine: Engine,
): CorsRefusal | CorsUnknown | null {
  const { origin, credentials } = request;
  const { status } = preflight;
  const stop = (code: PreflightFailure, value: string): CorsRefusal => ({
    allowed: false,
    blockedAt: 'preflight',
    code,
    value,
    step: CORS_PREFLIGHT_FETCH,
    status,
    origin,
  });
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7, the CORS check with the request's own credentials mode,
  // and an ok status. That it is fetched with the redirect mode "error" is step 1.
  const checks = {
    redirect: () => {
      const unknown = hasRedirectStatus(preflight) ? findUnknown(preflight, ['location']) : null;
      const location = redirectLocation(preflight, engine);
      if (unknown !== null || location === null) return unknown;
      const next = resolveLocation(location, request.url ?? ANY_URL, engine);
      const url = next === undefined ? {} : { url: showAddress(next.href) };
      return { ...stop('preflight-redirected', String(status)), ...url };
    },
    origin: () => checkOrigin(origin, credentials, preflight, 'preflight', engine),
    status: () => (status < 200 || status > 299 ? stop('preflight-status', String(status)) : null),
  };
  const unknown = findUnknown(preflight, ['status', ALLOW_METHODS, ALLOW_HEADERS]);
  if (unknown?.unknown[0] === 'status') return unknown;
  const isOwn = !engine.checksOwnPreflight && isSameOrigin(origin, request.url);
  for (const check of engine.preflightOrder) {
    if (check === 'origin' && isOwn) continue;
    const failed = checks[check]();
    if (failed !== null) return failed;
  }
  return unknown ?? checkLists(request, preflight, stop, engine);
}

function checkLists(
  request: CheckedRequest,
  preflight: CorsResponse,
  stop: (code: PreflightFailure, value: string) => CorsRefusal,
  engine: Engine,
): CorsRefusal | null {
  const { method, unsafeHeaders } = request;
  // A star is only a wildcard without credentials.
  const hasStar = (list: readonly string[]) => request.credentials !== 'include' && list.includes('*');
  const malformed = (name: string) => combinedValue(preflight, name, engine) ?? '';
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: steps 7.1 to 7.3, both lists must parse.
  const listed = tokenList(preflight, ALLOW_METHODS, engine);
  if (listed === null) return stop('allow-methods-malformed', malformed(ALLOW_METHODS));
  const names = tokenList(preflight, ALLOW_HEADERS, engine)?.map((name) => name.toLowerCase());
  const namesFailure = names === undefined ? stop('allow-headers-malformed', malformed(ALLOW_HEADERS)) : null;
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7.4, without the header a forced preflight allows its method.
  const isAbsent = combinedValue(preflight, ALLOW_METHODS, engine) === null;
  const forced = isAbsent && request.forcesPreflight === true && engine.forcedAllowsItsMethod;
  const methods = forced ? [method] : listed;
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7.5, the method byte for byte.
  const allowsMethod = methods.includes(method) || isSafelistedMethod(method) || hasStar(methods);
  const methodFailure = allowsMethod ? null : stop('method-not-allowed', method);
  if (namesFailure !== null || methodFailure !== null || names === undefined)
    return engine.checksMethodBeforeNames ? (methodFailure ?? namesFailure) : (namesFailure ?? methodFailure);
  // https://fetch.spec.whatwg.org/#cors-preflight-fetch: step 7.6, the names that a star does not cover, and 7.7, all others.
  const starred = hasStar(names);
  const named = new Set(names);
  const isCovered = (name: string) => starred && (name !== 'authorization' || engine.starCoversAuthorization);
  const refusedHeaders = unsafeHeaders.filter((name) => !named.has(name) && !isCovered(name));
  const [first] = refusedHeaders;
  return first === undefined ? null : { ...stop('header-not-allowed', first), refusedHeaders };
}

/** Whether `Authorization` is allowed by nothing but `*`, of a preflight that passed. */
export function needsStarForAuthorization(
  request: CheckedRequest,
  preflight: CorsResponse,
  engine: Engine,
): boolean {
  const names = tokenList(preflight, ALLOW_HEADERS, engine)?.map((name) => name.toLowerCase());
  return request.unsafeHeaders.includes('authorization') && names?.includes('authorization') === false;
}
