import type { CorsResponse } from '../model/cors-exchange.js';
import { checkAnswer } from './check-answer.js';
import { checkMode } from './check-mode.js';
import { checkPreflight } from './check-preflight.js';
import type { CheckedRequest } from './checked-request.js';
import type { CorsNote, CorsVerdict } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { engineFor } from './engines/engine-for.js';
import { isRedirect } from './is-redirect.js';
import { legOf } from './leg.js';
import { nextLeg } from './next-leg.js';
import { readableHeaders, readableNames } from './readable-headers.js';
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
  const { request, redirects = [], response } = exchange;
  const habits = engineFor(request.api, engine);
  const notes = new Set<CorsNote>();
  let leg = legOf(request);
  const unsent = checkMode(leg);
  if (unsent !== null) return unsent;
  for (const { response: redirect, preflight } of [{ ...exchange, response: null }, ...redirects]) {
    if (redirect !== null) {
      const next = nextLeg(leg, redirect, habits);
      if ('allowed' in next) return next;
      leg = next;
    }
    if (!leg.hasBeenElsewhere || leg.mode !== 'cors') continue;
    if (preflight === null) {
      if (leg.preflight !== null) notes.add('preflight-not-given');
      continue;
    }
    const failed = checkPreflight(
      { ...leg, origin: leg.preflight?.origin ?? leg.origin },
      preflight,
      habits,
      notes,
    );
    if (failed !== null) return failed;
  }
  const allowed = (names: readonly string[]): CorsVerdict => ({
    allowed: true,
    readableHeaders: names,
    notes: [...notes],
  });
  if (response === null) return allowed([]);
  if (isRedirect(leg, response, habits)) {
    const next = nextLeg(leg, response, habits);
    // What the address that it leads to would answer is not part of the exchange.
    return 'allowed' in next ? next : { allowed: null, unknown: ['location'] };
  }
  const failed = checkAnswer(leg, response, 'response', habits);
  if (failed !== null) return failed;
  // What a page may read at its own origin: https://fetch.spec.whatwg.org/#concept-filtered-response-basic
  if (!leg.hasBeenElsewhere) return allowed(readableNames(response, () => true));
  if (leg.mode === 'no-cors') {
    notes.add('opaque-response');
    return allowed([]);
  }
  if (findUnknown(response, ['access-control-expose-headers']) !== null) notes.add('exposed-headers-unknown');
  return allowed(readableHeaders(response, leg.credentials, habits));
}
