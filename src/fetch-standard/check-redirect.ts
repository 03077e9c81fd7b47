import type { CorsResponse, PreflightRequest } from '../model/cors-exchange.js';
import { parseUrl } from '../model/parse-url.js';
import { checkOrigin } from './check-origin.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsRefusal, CorsVerdict, RedirectFailure } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { redirectLocation, resolveLocation } from './is-redirect.js';
import { isSameOrigin } from './is-same-origin.js';
import { isSafelistedMethod } from './safelisted-method.js';
import { showAddress } from './show-address.js';
import { HTTP_FETCH, HTTP_REDIRECT_FETCH } from './steps.js';
import { findUnknown } from './unknown.js';

/** @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST_REDIRECTS = 20;
/** @see https://fetch.spec.whatwg.org/#request-body-header-name */
const BODY_HEADERS = ['content-encoding', 'content-language', 'content-location', 'content-type'];

/** A request on its way, after so many redirects. */
export interface RedirectedRequest extends CheckedRequest {
  readonly url: string;
  /** The preflight that goes before it. `null`: none does. */
  readonly preflight: PreflightRequest | null;
  /** The page's own origin; `origin` is `null` once a redirect crossed from one strange origin to another. */
  readonly pageOrigin: string;
  readonly redirectCount: number;
  /** Whether it has been at another origin: then every answer is checked. */
  readonly hasBeenElsewhere: boolean;
  /** The names that were asked for, or would have been, before the first redirect. */
  readonly firstUnsafeHeaders: readonly string[];
}

/**
 * What a redirect leads to: the next request, or why there is none. Where redirects are not to be followed, a redirect
 * that passes is allowed, and opaque. Pure; never throws.
 *
 * @param request - What the redirect answered, with its `url`.
 * @param response - The redirect: a status of 301, 302, 303, 307 or 308 with a `Location`. Of any other answer it is not
 *   known where it leads.
 * @param engine - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function checkRedirect(
  request: CheckedRequest | RedirectedRequest,
  response: CorsResponse,
  engine: Engine = browsers,
): RedirectedRequest | CorsVerdict {
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
  const unknown = findUnknown(response, ['status', 'location']);
  if (unknown !== null) return unknown;
  const location = redirectLocation(response, engine);
  if (location === null) return { allowed: null, unknown: ['location'] };
  // https://fetch.spec.whatwg.org/#http-fetch: the CORS check comes before the redirect.
  const failed = before.isChecked
    ? checkOrigin(request.origin, request.credentials, response, 'redirect', engine)
    : null;
  if (failed?.allowed === false) return { ...failed, url: showAddress(resolved(location, request, engine)) };
  if (failed !== null) return failed;
  // https://fetch.spec.whatwg.org/#http-fetch: the switch on the redirect mode.
  if (request.redirect === 'error') return stop('redirect-forbidden', '', request.url ?? '', HTTP_FETCH);
  if (request.redirect === 'manual')
    return { allowed: true, readableHeaders: [], notes: ['opaque-redirect'] };
  // https://fetch.spec.whatwg.org/#http-redirect-fetch: the location URL, its scheme, the redirect count.
  const current = request.url === undefined ? undefined : parseUrl(request.url);
  if (current === undefined) return { allowed: null, unknown: ['url'] };
  const next = resolveLocation(location, current.href, engine);
  if (next === undefined) return stop('redirect-location-invalid', showAddress(location), location);
  if (next.protocol !== 'http:' && next.protocol !== 'https:')
    return stop('redirect-scheme', next.protocol, next.href);
  if (before.redirectCount >= MOST_REDIRECTS)
    return stop('redirect-too-many', String(MOST_REDIRECTS), next.href);
  // https://fetch.spec.whatwg.org/#http-redirect-fetch: a location URL that includes credentials. They are secrets.
  const isOwn = !before.hasBeenElsewhere && isSameOrigin(before.pageOrigin, next.href);
  if (next.username !== '' || next.password !== '') {
    if (!isOwn) return stop('redirect-credentials', '', next.href);
    if (!engine.followsOwnUserinfo) return stop('redirect-credentials-own', '', next.href);
  }
  // https://fetch.spec.whatwg.org/#http-redirect-fetch: a body whose source is null.
  if (request.streamsBody === true && response.status !== 303)
    return stop('redirect-body-lost', '', next.href);
  return follow(request, before, current, next, response.status, engine);
}

function follow(
  request: CheckedRequest,
  before: History,
  current: URL,
  next: URL,
  status: number,
  engine: Engine,
): RedirectedRequest {
  const { method } = request;
  // https://fetch.spec.whatwg.org/#http-redirect-fetch: GET without the body and its request-body-header names.
  const becomesGet =
    (status <= 302 && method === 'POST') || (status === 303 && method !== 'GET' && method !== 'HEAD');
  const crosses = next.origin !== current.origin;
  // https://fetch.spec.whatwg.org/#concept-request-tainted-origin
  const isTainted = crosses && before.pageOrigin !== current.origin;
  const hasBeenElsewhere = before.hasBeenElsewhere || !isSameOrigin(before.pageOrigin, next.href);
  const listed = engine.redirectRemovesOnce ? before.firstUnsafeHeaders : request.unsafeHeaders;
  const left = listed.filter(
    (name) =>
      !(becomesGet && BODY_HEADERS.includes(name)) &&
      // https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name: gone when the origin changes.
      !(crosses && name === 'authorization'),
  );
  const unsafeHeaders = engine.asksForRemovedNames ? before.firstUnsafeHeaders : left;
  const newMethod = becomesGet ? 'GET' : method;
  const asks =
    hasBeenElsewhere &&
    (!isSafelistedMethod(newMethod) ||
      unsafeHeaders.length > 0 ||
      request.forcesPreflight === true ||
      // What is removed for one hop only is still what makes it ask.
      (engine.redirectRemovesOnce && listed.length > 0));
  const origin = isTainted ? 'null' : request.origin;
  const askedFrom = engine.preflightKeepsOrigin ? before.pageOrigin : origin;
  return {
    ...request,
    method: newMethod,
    origin,
    url: next.href,
    unsafeHeaders,
    streamsBody: request.streamsBody === true && !becomesGet,
    preflight: asks
      ? { kind: 'preflight', origin: askedFrom, method: newMethod, headers: unsafeHeaders }
      : null,
    pageOrigin: before.pageOrigin,
    redirectCount: before.redirectCount + 1,
    hasBeenElsewhere,
    firstUnsafeHeaders: before.firstUnsafeHeaders,
  };
}

/** A location as far as it can be made an address. */
function resolved(location: string, request: CheckedRequest, engine: Engine): string {
  return resolveLocation(location, request.url ?? '', engine)?.href ?? location;
}

interface History {
  readonly pageOrigin: string;
  readonly redirectCount: number;
  readonly hasBeenElsewhere: boolean;
  readonly firstUnsafeHeaders: readonly string[];
  /** Whether the answer to it must pass the CORS check. */
  readonly isChecked: boolean;
}

function historyOf(request: CheckedRequest | RedirectedRequest): History {
  if ('redirectCount' in request) return { ...request, isChecked: request.hasBeenElsewhere };
  const hasBeenElsewhere = !isSameOrigin(request.origin, request.url);
  return {
    pageOrigin: request.origin,
    redirectCount: 0,
    hasBeenElsewhere,
    firstUnsafeHeaders: request.unsafeHeaders,
    isChecked: hasBeenElsewhere,
  };
}
