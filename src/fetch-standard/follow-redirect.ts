import type { CheckedRequest } from './checked-request.js';
import type { Engine } from './engines/engine.js';
import { isSameOrigin } from './is-same-origin.js';
import type { RedirectedRequest, RequestHistory } from './redirected-request.js';
import { isSafelistedMethod } from './safelisted-method.js';

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
  request: CheckedRequest,
  before: RequestHistory,
  current: URL,
  next: URL,
  status: number,
  engine: Engine,
): RedirectedRequest {
  const { method } = request;
  // https://fetch.spec.whatwg.org/#http-redirect-fetch: GET without the body and its request-body-header names.
  const crosses = next.origin !== current.origin;
  const becomesGet =
    (status <= 302 && method === 'POST') ||
    (status === 303 && method !== 'GET' && method !== 'HEAD') ||
    (crosses && method === 'DELETE' && engine.redirectsDeleteAsGet);
  // https://fetch.spec.whatwg.org/#concept-request-tainted-origin
  const isTainted = crosses && before.pageOrigin !== current.origin;
  const isElsewhere = !isSameOrigin(before.pageOrigin, next.href);
  const hasBeenElsewhere = before.hasBeenElsewhere || isElsewhere;
  const listed = engine.redirectRemovesOnce ? before.firstUnsafeHeaders : request.unsafeHeaders;
  const left = listed.filter(
    (name) =>
      !(becomesGet && BODY_HEADERS.includes(name)) &&
      // https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name: gone when the origin changes.
      !(crosses && name === 'authorization') &&
      !(isElsewhere && engine.redirectRemoves.includes(name)),
  );
  const keepsType =
    engine.keepsLoneBodyType &&
    request.bodySetsType === true &&
    before.firstUnsafeHeaders.join() === 'content-type';
  const unsafeHeaders = engine.asksForRemovedNames || keepsType ? before.firstUnsafeHeaders : left;
  const newMethod = becomesGet ? 'GET' : method;
  const asks =
    hasBeenElsewhere &&
    (request.mode ?? 'cors') === 'cors' &&
    (needsPermission({ ...request, method: newMethod, unsafeHeaders }) ||
      (engine.keepsAsking && before.hasAsked) ||
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
    beganAtPage: before.beganAtPage,
    firstUnsafeHeaders: before.firstUnsafeHeaders,
  };
}

/** Whether something of a request needs a preflight, wherever it goes. */
export function needsPermission({ method, unsafeHeaders, forcesPreflight }: CheckedRequest): boolean {
  return !isSafelistedMethod(method) || unsafeHeaders.length > 0 || forcesPreflight === true;
}
