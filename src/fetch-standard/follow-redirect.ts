import type { Engine } from './engines/engine.js';
import { isSameOrigin } from './is-same-origin.js';
import { type Leg, needsPermission } from './leg.js';
import type { RedirectedRequest } from './redirected-request.js';

/** @see https://fetch.spec.whatwg.org/#request-body-header-name */
const BODY_HEADERS = ['content-encoding', 'content-language', 'content-location', 'content-type'];

/**
 * The request that a redirect leads to, where nothing forbids it.
 *
 * @param current - Where the request went.
 * @param next - Where the redirect leads.
 * @param status - That of the redirect.
 * @see https://fetch.spec.whatwg.org/#http-redirect-fetch
 */
export function followRedirect(
  leg: Leg,
  current: URL,
  next: URL,
  status: number,
  engine: Engine,
): Leg & RedirectedRequest {
  const { pageOrigin, firstUnsafeHeaders } = leg;
  // https://fetch.spec.whatwg.org/#http-redirect-fetch: GET without the body and its request-body-header names.
  const crosses = next.origin !== current.origin;
  const becomesGet =
    (status <= 302 && leg.method === 'POST') ||
    (status === 303 && leg.method !== 'GET' && leg.method !== 'HEAD') ||
    (crosses && leg.method === 'DELETE' && engine.redirectsDeleteAsGet);
  const method = becomesGet ? 'GET' : leg.method;
  // https://fetch.spec.whatwg.org/#concept-request-tainted-origin
  const origin = crosses && pageOrigin !== current.origin ? 'null' : leg.origin;
  const isElsewhere = !isSameOrigin(pageOrigin, next.href);
  const hasBeenElsewhere = leg.hasBeenElsewhere || isElsewhere;
  const listed = engine.redirectRemovesOnce ? firstUnsafeHeaders : leg.unsafeHeaders;
  const left = listed.filter(
    (name) =>
      !(becomesGet && BODY_HEADERS.includes(name)) &&
      // https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name: gone when the origin changes.
      !(crosses && name === 'authorization') &&
      !(isElsewhere && engine.redirectRemoves?.includes(name)),
  );
  const keepsType =
    engine.keepsLoneBodyType && leg.bodySetsType === true && firstUnsafeHeaders.join() === 'content-type';
  const unsafeHeaders = engine.asksForRemovedNames || keepsType ? firstUnsafeHeaders : left;
  const asks =
    hasBeenElsewhere &&
    leg.mode === 'cors' &&
    (needsPermission({ ...leg, method, unsafeHeaders }) ||
      (engine.keepsAsking && leg.preflight !== null) ||
      // What is removed for one hop only is still what makes it ask.
      (engine.redirectRemovesOnce && listed.length > 0));
  const askedFrom = engine.preflightKeepsOrigin ? pageOrigin : origin;
  return {
    ...leg,
    method,
    origin,
    url: next.href,
    unsafeHeaders,
    streamsBody: leg.streamsBody === true && !becomesGet,
    preflight: asks ? { kind: 'preflight', origin: askedFrom, method, headers: unsafeHeaders } : null,
    redirectCount: leg.redirectCount + 1,
    hasBeenElsewhere,
  };
}
