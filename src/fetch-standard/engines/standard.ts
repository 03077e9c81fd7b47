import type { Engine } from './engine.js';

/**
 * The Fetch standard to the letter, as of 2026-07-02.
 *
 * @see https://fetch.spec.whatwg.org/
 */
export const standard: Engine = {
  title: 'Fetch standard',
  dropsUserAgent: false,
  splitsQuotedOverrides: false,
  overrideBlanks: '\t ',
  joinsHeaderLines: false,
  trimsJoinedLines: false,
  dropsMalformedBodyTypes: false,
  repeatsUnsafeNames: false,
  maxSafelistedBytes: 1024,
  // https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the standard's definition is about control characters
  unsafeByte: /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/,
  commaEndsContentType: false,
  // https://fetch.spec.whatwg.org/#simple-range-header-value
  simpleRange: /^bytes=(\d+)-(\d*)$/,
  maxRangePosition: null,
  alsoSafelisted: [],
  listenersForceWithoutBody: true,
  streamsBodies: true,

  dropsEmptyLines: false,
  countsOriginLines: false,
  preflightOrder: ['origin', 'status'],
  checksMethodBeforeNames: false,
  checksOwnPreflight: true,
  starCoversAuthorization: false,
  forcedAllowsItsMethod: true,
  refusesProxyAuthentication: false,
  exposesAllBeforeMalformed: false,
  readableBesideStar: [],

  emptyLocation: 'own-address',
  readsLocationFirst: false,
  testedBeforeMode: { error: [], manual: [] },
  forbidsOnlyLocations: false,
  followsOwnUserinfo: true,
  preflightKeepsOrigin: false,
  asksForRemovedNames: false,
  keepsLoneBodyType: false,
  redirectRemovesOnce: false,
  redirectRemoves: [],
  keepsAsking: false,
  keepsOwnCredentials: false,
  redirectsDeleteAsGet: false,

  // https://xhr.spec.whatwg.org/#the-setrequestheader()-method: it combines the lines of a name.
  xhr: { joinsHeaderLines: true },

  // https://fetch.spec.whatwg.org/#cors-preflight-cache
  cache: {
    maxAgeCapSeconds: null,
    defaultMaxAgeSeconds: 5,
    // By its grammar `-5` is a failure, which counts as 5 seconds; web-platform-tests and all engines keep nothing then.
    // https://github.com/web-platform-tests/wpt/blob/master/cors/preflight-cache.htm
    maxAge: /^-?\d+$/,
    keepsMalformedMaxAge: true,
    keyHasFragment: false,
    credentialedServesAnonymous: true,
    addsUp: true,
    starIsKept: true,
    keptStarCoversAuthorization: false,
    exemptMethods: ['GET', 'HEAD', 'POST'],
    forcedNeedsMethod: true,
    forgetsWhenRefused: true,
    bypassedBy: [],
    maxEntries: null,
  },
  takesAnyResourcePolicy: false,
  // https://html.spec.whatwg.org/#schemelessly-same-site
  takesAddressForSite: true,
  guardsLocalNetwork: true,
  localNetworkNeedsSecureContext: true,
  holdsToTargetAddressSpace: true,
};
