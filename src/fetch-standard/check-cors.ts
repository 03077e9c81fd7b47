import type { CorsResponse } from '../model/cors-exchange.js';
import { checkOrigin, checkProxyAuthentication } from './check-origin.js';
import { checkPreflight, needsStarForAuthorization } from './check-preflight.js';
import { checkRedirect } from './check-redirect.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsNote, CorsVerdict } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { isRedirect } from './is-redirect.js';
import { isSameOrigin } from './is-same-origin.js';
import { readableHeaders } from './readable-headers.js';
import type { RedirectedRequest } from './redirected-request.js';
import { findUnknown } from './unknown.js';

/** A request across origins with all its answers. */
export interface CorsExchange {
  /** What was asked: `explainRequest()` makes it. */
  readonly request: CheckedRequest;
  /** The answer to the preflight; `null` when none was sent. */
  readonly preflight: CorsResponse | null;
  /** The redirects on the way, in their order. The request then needs its `url`. Default: none. */
  readonly redirects?: readonly CorsRedirect[];
  /** The last answer; `null` to check what came before it. */
  readonly response: CorsResponse | null;
}

/** One redirect on the way. */
export interface CorsRedirect {
  /** The redirect itself. */
  readonly response: CorsResponse;
  /** The answer to the preflight at the address that it leads to; `null` when none was sent. */
  readonly preflight: CorsResponse | null;
}

/**
 * Says whether a browser lets a page have an answer of another origin, or at which step it refuses. Pure; never throws.
 *
 * `Authorization` under `Access-Control-Allow-Headers: *` is allowed by default, with a note, as all browsers do today.
 * The engine `standard` refuses it, as the standard does.
 *
 * @param engine - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function checkCors(exchange: CorsExchange, engine: Engine = browsers): CorsVerdict {
  const notes = new Set<CorsNote>();
  let request: CheckedRequest | RedirectedRequest = exchange.request;
  let stopped = checkAsked(request, exchange.preflight, notes, engine);
  for (const redirect of exchange.redirects ?? []) {
    if (stopped !== null) return stopped;
    const next: RedirectedRequest | CorsVerdict = checkRedirect(request, redirect.response, engine);
    if ('allowed' in next) return next;
    request = next;
    stopped = checkAsked(request, redirect.preflight, notes, engine);
  }
  return stopped ?? checkAnswer(request, exchange.response, notes, engine);
}

/** The preflight of one leg. `null`: it passes, or there is none. */
function checkAsked(
  request: CheckedRequest | RedirectedRequest,
  preflight: CorsResponse | null,
  notes: Set<CorsNote>,
  engine: Engine,
): CorsVerdict | null {
  if (preflight === null || !isElsewhere(request)) return null;
  const origin = 'preflight' in request ? (request.preflight?.origin ?? request.origin) : request.origin;
  const failed = checkPreflight({ ...request, origin }, preflight, engine);
  if (failed !== null) return failed;
  if (needsStarForAuthorization(request, preflight, engine)) notes.add('authorization-under-star');
  return null;
}

function checkAnswer(
  request: CheckedRequest | RedirectedRequest,
  response: CorsResponse | null,
  notes: Set<CorsNote>,
  engine: Engine,
): CorsVerdict {
  if (response === null) return { allowed: true, readableHeaders: [], notes: [...notes] };
  if (isRedirect(request, response, engine)) {
    const next = checkRedirect(request, response, engine);
    // What the address that it leads to would answer is not part of the exchange.
    return 'allowed' in next ? next : { allowed: null, unknown: ['location'] };
  }
  const { credentials, origin } = request;
  if (!isElsewhere(request)) {
    const failed = checkProxyAuthentication(origin, response, 'response', engine);
    if (failed !== null) return failed;
    const all = new Set(response.headers.map(([name]) => name.toLowerCase()));
    const seen = [...all].filter((name) => !/^set-cookie2?$/.test(name)).sort();
    return { allowed: true, readableHeaders: seen, notes: [...notes] };
  }
  // https://fetch.spec.whatwg.org/#http-fetch: the CORS check of an answer whose response tainting is "cors".
  const failed = checkOrigin(origin, credentials, response, 'response', engine);
  if (failed !== null) return failed;
  if (findUnknown(response, ['access-control-expose-headers']) !== null) notes.add('exposed-headers-unknown');
  return {
    allowed: true,
    readableHeaders: readableHeaders(response, credentials, engine),
    notes: [...notes],
  };
}

/** Whether it is, or has been, at another origin. @see https://fetch.spec.whatwg.org/#concept-request-response-tainting */
function isElsewhere(request: CheckedRequest | RedirectedRequest): boolean {
  return 'hasBeenElsewhere' in request
    ? request.hasBeenElsewhere
    : !isSameOrigin(request.origin, request.url);
}
