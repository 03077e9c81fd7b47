import type { Engine } from './engine.js';
import { standard } from './standard.js';

const DIGITS = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

/** Chromium as measured in 156.0.8078.79. Each line is a difference from the standard that was seen. */
export const chromium: Engine = {
  ...standard,
  title: 'Chromium 156',
  // Sent as the browser's own, and not asked for.
  dropsUserAgent: true,
  // `accept` twice with 100 bytes each: asked for.
  joinsHeaderLines: true,
  // `bytes=0-9223372036854775806` passes, one more is asked for.
  maxRangePosition: 9223372036854775806n,
  // Client hints, and the header of interventions.
  alsoSafelisted: [
    ['device-memory', DECIMAL],
    ['dpr', DECIMAL],
    ['downlink', DECIMAL],
    ['rtt', DIGITS],
    ['width', DIGITS],
    ['viewport-width', DIGITS],
    ['ect', /^(slow-2g|2g|3g|4g)$/],
    ['save-data', /^on$/i],
    ['intervention', /^/],
  ],
  // GET and POST without a body go out at once, PUT is asked for as a method.
  listenersForceWithoutBody: false,
  preflightOrder: ['redirect', 'origin', 'status'],
  starCoversAuthorization: true,
  forcedAllowsItsMethod: false,
  // net::ERR_UNEXPECTED_PROXY_AUTH, with no word of CORS.
  refusesProxyAuthentication: true,
  // A 307 with an empty Location is an answer with the status 307.
  emptyLocation: 'answer',
  // Blocked without a CorsError.
  followsOwnUserinfo: false,
  cache: {
    ...standard.cache,
    maxAgeCapSeconds: 7200,
    // Numbers past 64 bits are not understood.
    maxAge: /^[+-]?0*\d{1,18}$/,
    keyHasFragment: true,
    // After answers for `x-a` and then `x-b`, `x-a` is asked for again.
    addsUp: false,
    // The preflight itself passes: only what is kept does not cover it.
    keptStarCoversAuthorization: false,
    forcedNeedsMethod: false,
    forgetsWhenRefused: false,
    bypassedBy: ['no-store', 'reload', 'no-cache'],
  },
};
