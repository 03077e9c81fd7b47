import type { CorsResponse } from '../model/cors-exchange.js';
import { parseUrl } from '../model/parse-url.js';
import { checkAnswer } from './check-answer.js';
import { checkMode } from './check-mode.js';
import type { CorsRefusal, CorsVerdict } from './cors-verdict.js';
import type { Engine } from './engines/engine.js';
import { followRedirect } from './follow-redirect.js';
import { isRedirect, redirectLocation, resolveLocation } from './is-redirect.js';
import { isSameOrigin } from './is-same-origin.js';
import type { Leg } from './leg.js';
import type { RedirectedRequest } from './redirected-request.js';
import { refusing, type Stop } from './refusing.js';
import { showAddress } from './show-address.js';
import { findUnknown } from './unknown.js';

/** @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST_REDIRECTS = 20;

/** The leg that a redirect leads to, or why there is none: as `checkRedirect()`, where the engine does what was asked so. */
export function nextLeg(
  leg: Leg,
  response: CorsResponse,
  engine: Engine,
): (Leg & RedirectedRequest) | CorsVerdict {
  const { origin, url, redirect } = leg;
  const { status } = response;
  const stop = refusing('redirect', 'http-redirect-fetch', origin, status);
  const untested = checkMode(leg) ?? findUnknown(response, ['status', 'location']);
  if (untested !== null) return untested;
  if (!isRedirect(leg, response, engine)) return { allowed: null, unknown: ['location'] };
  const location = redirectLocation(response, engine);
  // https://fetch.spec.whatwg.org/#concept-response-location-url
  const current = parseUrl(url ?? '');
  const isRead = location !== null && current !== undefined;
  const next = isRead ? resolveLocation(location, current.href, engine) : undefined;
  const invalid =
    isRead && next === undefined ? stop('redirect-location-invalid', showAddress(location), location) : null;
  if (invalid !== null && engine.readsLocationFirst) return invalid;
  // https://fetch.spec.whatwg.org/#http-fetch: the CORS check comes before the redirect, as that of the resource's policy.
  const asked = leg.beganAtPage && engine.keepsOwnCredentials ? withOwnCredentials(leg) : leg;
  const failed = checkAnswer(asked, response, 'redirect', engine);
  if (failed !== null) {
    const address = next?.href ?? location ?? url;
    return failed.allowed === null || address === undefined
      ? failed
      : { ...failed, url: showAddress(address) };
  }
  const fault = invalid ?? (next === undefined ? null : findFault(leg, next, status, stop, engine));
  // https://fetch.spec.whatwg.org/#http-fetch: the switch on the redirect mode.
  if (redirect !== 'follow') {
    const why = fault?.code === 'redirect-scheme' ? fault.value : (fault?.code ?? '');
    if (fault !== null && engine.testedBeforeMode?.[redirect]?.includes(why)) return fault;
    return redirect === 'error'
      ? refusing('redirect', 'http-fetch', origin, status)('redirect-forbidden', null, url ?? '')
      : { allowed: true, readableHeaders: [], notes: ['opaque-redirect'] };
  }
  if (current === undefined) return { allowed: null, unknown: ['url'] };
  if (fault !== null) return fault;
  if (next === undefined) return { allowed: null, unknown: ['location'] };
  const followed = followRedirect(leg, current, next, status, engine);
  return checkMode(followed) ?? followed;
}

function withOwnCredentials(leg: Leg): Leg {
  return leg.credentials === 'same-origin' ? { ...leg, credentials: 'include' } : leg;
}

/** Why a redirect cannot be followed to its address; `null`: it can. @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
function findFault(
  { mode, streamsBody, pageOrigin, redirectCount, hasBeenElsewhere }: Leg,
  { protocol, username, password, href }: URL,
  status: number,
  stop: Stop,
  engine: Engine,
): CorsRefusal | null {
  // The scheme, then the redirect count.
  if (!/^https?:$/.test(protocol)) return stop('redirect-scheme', protocol, href);
  if (redirectCount >= MOST_REDIRECTS) return stop('redirect-too-many', String(MOST_REDIRECTS), href);
  // A location URL that includes credentials. They are secrets.
  if (username + password !== '' && mode === 'cors') {
    if (hasBeenElsewhere || !isSameOrigin(pageOrigin, href)) return stop('redirect-credentials', null, href);
    if (engine.refusesOwnUserinfo) return stop('redirect-credentials-own', null, href);
  }
  // A body whose source is null.
  return streamsBody === true && status !== 303 ? stop('redirect-body-lost', null, href) : null;
}
