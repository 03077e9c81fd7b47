import type { CorsResponse } from '../model/cors-exchange.js';
import { checkMode, checkOpaque } from './check-mode.js';
import { checkOrigin, checkProxyAuthentication } from './check-origin.js';
import { checkPreflight, needsStarForAuthorization } from './check-preflight.js';
import { checkRedirect } from './check-redirect.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsNote, CorsVerdict } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { engineFor } from './engines/engine-for.js';
import { needsPermission } from './follow-redirect.js';
import { isElsewhere } from './is-elsewhere.js';
import { isRedirect } from './is-redirect.js';
import { readableHeaders } from './readable-headers.js';
import type { RedirectedRequest } from './redirected-request.js';
import { findUnknown } from './unknown.js';

/** A request across origins with all its answers. */
export interface CorsExchange {
  /** What was asked: `explainRequest()` makes it. */
  readonly request: CheckedRequest;
  /**
   * The answer to the preflight; `null` when none was sent, or it is not known. Where one is needed, the verdict notes that.
   */
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
 * Modes other than `cors` have no CORS check: `same-origin` is refused at another origin, and of what `no-cors` brings the
 * page reads nothing.
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
  const habits = engineFor(request.api, engine);
  let stopped = checkMode(request) ?? checkAsked(request, exchange.preflight, notes, habits);
  for (const redirect of exchange.redirects ?? []) {
    if (stopped !== null) return stopped;
    const next: RedirectedRequest | CorsVerdict = checkRedirect(request, redirect.response, habits);
    if ('allowed' in next) return next;
    request = next;
    stopped = checkAsked(request, redirect.preflight, notes, habits);
  }
  return stopped ?? checkAnswer(request, exchange.response, notes, habits);
}

/** The preflight of one leg. `null`: it passes, or there is none. */
function checkAsked(
  request: CheckedRequest | RedirectedRequest,
  preflight: CorsResponse | null,
  notes: Set<CorsNote>,
  engine: Engine,
): CorsVerdict | null {
  if (!isElsewhere(request) || (request.mode ?? 'cors') !== 'cors') return null;
  if (preflight === null) {
    const isNeeded = 'preflight' in request ? request.preflight !== null : needsPermission(request);
    if (isNeeded) notes.add('preflight-not-given');
    return null;
  }
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
  const allowed = (names: readonly string[]): CorsVerdict => ({
    allowed: true,
    readableHeaders: names,
    notes: [...notes],
  });
  if (response === null) return allowed([]);
  if (isRedirect(request, response, engine)) {
    const next = checkRedirect(request, response, engine);
    // What the address that it leads to would answer is not part of the exchange.
    return 'allowed' in next ? next : { allowed: null, unknown: ['location'] };
  }
  const { credentials, origin } = request;
  const isOpaque = request.mode === 'no-cors' && isElsewhere(request);
  if (isOpaque || !isElsewhere(request)) {
    const failed =
      checkProxyAuthentication(origin, response, 'response', engine) ??
      (isOpaque ? checkOpaque(request, response, engine) : null);
    if (failed !== null) return failed;
    if (isOpaque) notes.add('opaque-response');
    return allowed(isOpaque ? [] : ownReadableHeaders(response));
  }
  // https://fetch.spec.whatwg.org/#http-fetch: the CORS check of an answer whose response tainting is "cors".
  const failed = checkOrigin(origin, credentials, response, 'response', engine);
  if (failed !== null) return failed;
  if (findUnknown(response, ['access-control-expose-headers']) !== null) notes.add('exposed-headers-unknown');
  return allowed(readableHeaders(response, credentials, engine));
}

/** What a page may read at its own origin. @see https://fetch.spec.whatwg.org/#concept-filtered-response-basic */
function ownReadableHeaders(response: CorsResponse): string[] {
  const all = new Set(response.headers.map(([name]) => name.toLowerCase()));
  return [...all].filter((name) => !/^set-cookie2?$/.test(name)).sort();
}
