import type { Engine } from './engine.js';

const DIGITS = /^\d+$/;
const DECIMAL = /^\d+(\.\d+)?$/;

/** Schemes to which it follows no redirect: net::ERR_UNSAFE_REDIRECT. Of others it says that CORS is not for them. */
export const UNSAFE_SCHEMES: readonly string[] =
  'about: blob: chrome: chrome-extension: data: file: filesystem:'.split(' ');

/** Chromium as measured in 156.0.8078.79. Each line is a difference from the standard that was seen. */
export const chromium: Engine = {
  title: 'Chromium 156',
  // Sent as the browser's own, and not asked for.
  dropsUserAgent: true,
  // `accept` twice with 100 bytes each: asked for.
  joinsHeaderLines: true,
  // 127 bytes of `accept` and an empty line go out without a question.
  trimsJoinedLines: true,
  // `bytes=0-9223372036854775806` passes, one more is asked for.
  maxRangePosition: 9223372036854775806n,
  // Client hints, and the header of interventions.
  alsoSafelisted: new Map([
    ['device-memory', DECIMAL],
    ['dpr', DECIMAL],
    ['downlink', DECIMAL],
    ['rtt', DIGITS],
    ['width', DIGITS],
    ['viewport-width', DIGITS],
    ['ect', /^(slow-2g|2g|3g|4g)$/],
    ['save-data', /^on$/i],
    ['intervention', /^/],
  ]),
  // GET and POST without a body go out at once, PUT is asked for as a method.
  listenersNeedBody: true,
  preflightOrder: ['redirect', 'origin', 'status'],
  starCoversAuthorization: true,
  forcedAllowsNoMethod: true,
  // net::ERR_UNEXPECTED_PROXY_AUTH, with no word of CORS.
  refusesProxyAuthentication: true,
  // A 307 with an empty Location is an answer with the status 307.
  emptyLocation: 'answer',
  // net::ERR_INVALID_REDIRECT, though the answer has no allowed origin, or the mode is `manual`.
  readsLocationFirst: true,
  // With `redirect: 'error'`: `RedirectContainsCredentials` and net::ERR_UNSAFE_REDIRECT, else net::ERR_FAILED.
  testedBeforeMode: {
    error: ['redirect-credentials', 'redirect-credentials-own', ...UNSAFE_SCHEMES],
  },
  // With `redirect: 'error'`, a 302 without a Location is an answer.
  forbidsOnlyLocations: true,
  // Blocked without a CorsError.
  refusesOwnUserinfo: true,
  // Client hints, whoever set them, where it leads elsewhere than to the page's origin; `save-data` stays.
  redirectRemoves: ['device-memory', 'dpr', 'downlink', 'rtt', 'width', 'viewport-width', 'ect'],
  // `same-site` keeps the answers of 127.0.0.1 from a page at another port of it.
  takesNoAddressForSite: true,
  xhr: {
    // fetch() ends without a word where its own origin leads to an address with a user.
    refusesOwnUserinfo: false,
    // A Blob of the type `x` or `image/png;` has none; one of `image/{x}; a="b"` has it.
    bodyType:
      /^ *[!#-'*+.^-~\w-]+\/[!#-'*+.^-~\w-]+ *(; *[!#-'*+.^-~\w-]+ *= *([!#-'*+.^-~\w-]+|"([^"\\]|\\.)*") *)*$/,
  },
  cache: {
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
