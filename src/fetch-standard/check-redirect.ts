import type { CorsResponse } from '../model/cors-exchange.js';
import { parseUrl } from '../model/parse-url.js';
import { checkMode, checkOpaque } from './check-mode.js';
import { checkOrigin } from './check-origin.js';
import type { CheckedRequest, CredentialsMode } from './checked-request.js';
import type { CorsRefusal, CorsVerdict, RedirectFailure } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { engineFor } from './engines/engine-for.js';
import { followRedirect, needsPermission } from './follow-redirect.js';
import { isRedirect, redirectLocation, resolveLocation } from './is-redirect.js';
import { isSameOrigin } from './is-same-origin.js';
import type { RedirectedRequest, RequestHistory } from './redirected-request.js';
import { showAddress } from './show-address.js';
import { HTTP_FETCH, HTTP_REDIRECT_FETCH } from './steps.js';
import { findUnknown } from './unknown.js';

/** @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST_REDIRECTS = 20;

/**
 * What a redirect leads to: the next request, or why there is none. Where redirects are not to be followed, a redirect
 * that passes is allowed, and opaque. Pure; never throws.
 *
 * @param request - What the redirect answered, with its `url`.
 * @param response - The redirect: a status of 301, 302, 303, 307 or 308 with a `Location`. Of any other answer it is not
 *   known where it leads.
 * @param whose - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function checkRedirect(
  request: CheckedRequest | RedirectedRequest,
  response: CorsResponse,
  whose: Engine = browsers,
): RedirectedRequest | CorsVerdict {
  const engine = engineFor(request.api, whose);
  const before = historyOf(request);
  const stop = (
    code: RedirectFailure,
    value: string,
    address: string,
    step = HTTP_REDIRECT_FETCH,
  ): CorsRefusal => ({
    allowed: false,
    blockedAt: 'redirect',
    code,
    value,
    step,
    status: response.status,
    origin: request.origin,
    url: showAddress(address),
  });
  const unsent = checkMode(request);
  if (unsent !== null) return unsent;
  const unknown = findUnknown(response, ['status', 'location']);
  if (unknown !== null) return unknown;
  if (!isRedirect(request, response, engine)) return { allowed: null, unknown: ['location'] };
  const location = redirectLocation(response, engine);
  // https://fetch.spec.whatwg.org/#concept-response-location-url
  const current = request.url === undefined ? undefined : parseUrl(request.url);
  const next =
    location === null || current === undefined ? undefined : resolveLocation(location, current.href, engine);
  const isInvalid = location !== null && current !== undefined && next === undefined;
  const invalid = isInvalid ? stop('redirect-location-invalid', showAddress(location), location) : null;
  if (invalid !== null && engine.readsLocationFirst) return invalid;
  // https://fetch.spec.whatwg.org/#http-fetch: the CORS check comes before the redirect, as that of the resource's policy.
  const isOpaque = request.mode === 'no-cors' && before.hasBeenElsewhere;
  const failed = before.isChecked
    ? checkOrigin(request.origin, checkedMode(request, before, engine), response, 'redirect', engine)
    : isOpaque
      ? checkOpaque(request, response, engine)
      : null;
  if (failed?.allowed === false) {
    const url = next?.href ?? location ?? request.url;
    return url === undefined ? failed : { ...failed, url: showAddress(url) };
  }
  if (failed !== null) return failed;
  const fault =
    invalid ?? (next === undefined ? null : findFault(request, before, next, response, stop, engine));
  // https://fetch.spec.whatwg.org/#http-fetch: the switch on the redirect mode.
  if (request.redirect === 'error' || request.redirect === 'manual') {
    const why = fault?.code === 'redirect-scheme' ? fault.value : (fault?.code ?? '');
    if (fault !== null && engine.testedBeforeMode[request.redirect].includes(why)) return fault;
    return request.redirect === 'error'
      ? stop('redirect-forbidden', '', request.url ?? '', HTTP_FETCH)
      : { allowed: true, readableHeaders: [], notes: ['opaque-redirect'] };
  }
  if (current === undefined) return { allowed: null, unknown: ['url'] };
  if (fault !== null) return fault;
  if (next === undefined) return { allowed: null, unknown: ['location'] };
  const followed = followRedirect(request, before, current, next, response.status, engine);
  return checkMode(followed) ?? followed;
}

/** With which credentials mode a redirect is checked. */
function checkedMode(
  { credentials = 'same-origin' }: CheckedRequest,
  { beganAtPage }: RequestHistory,
  engine: Engine,
): CredentialsMode {
  return credentials === 'same-origin' && beganAtPage && engine.keepsOwnCredentials ? 'include' : credentials;
}

/** Why a redirect cannot be followed to its address; `null`: it can. @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
function findFault(
  request: CheckedRequest,
  before: RequestHistory,
  next: URL,
  { status }: CorsResponse,
  stop: (code: RedirectFailure, value: string, address: string) => CorsRefusal,
  engine: Engine,
): CorsRefusal | null {
  // The scheme, then the redirect count.
  if (next.protocol !== 'http:' && next.protocol !== 'https:')
    return stop('redirect-scheme', next.protocol, next.href);
  if (before.redirectCount >= MOST_REDIRECTS)
    return stop('redirect-too-many', String(MOST_REDIRECTS), next.href);
  // A location URL that includes credentials. They are secrets.
  const isOwn = !before.hasBeenElsewhere && isSameOrigin(before.pageOrigin, next.href);
  const namesUser = next.username !== '' || next.password !== '';
  if (namesUser && asksByCors(request)) {
    if (!isOwn) return stop('redirect-credentials', '', next.href);
    if (!engine.followsOwnUserinfo) return stop('redirect-credentials-own', '', next.href);
  }
  // A body whose source is null.
  return request.streamsBody === true && status !== 303 ? stop('redirect-body-lost', '', next.href) : null;
}

function historyOf(request: CheckedRequest | RedirectedRequest): RequestHistory {
  if ('redirectCount' in request)
    return {
      ...request,
      isChecked: request.hasBeenElsewhere && asksByCors(request),
      hasAsked: request.preflight !== null,
    };
  const hasBeenElsewhere = !isSameOrigin(request.origin, request.url);
  return {
    pageOrigin: request.origin,
    redirectCount: 0,
    hasBeenElsewhere,
    beganAtPage: !hasBeenElsewhere,
    firstUnsafeHeaders: request.unsafeHeaders,
    isChecked: hasBeenElsewhere && asksByCors(request),
    hasAsked: hasBeenElsewhere && asksByCors(request) && needsPermission(request),
  };
}

function asksByCors({ mode = 'cors' }: CheckedRequest): boolean {
  return mode === 'cors';
}
