import type { Engine } from './engine.js';

/** WebKit as measured in WebKitGTK 2.50.6, which shares this code with Safari. Each line is a difference that was seen. */
export const webkit: Engine = {
  title: 'WebKit 2.50',
  splitsQuotedOverrides: true,
  // `TRACE` after a form feed is dropped.
  overrideBlanks: '\t\v\f ',
  // `accept` twice with 100 bytes each: asked for.
  joinsHeaderLines: true,
  maxSafelistedBytes: Number.POSITIVE_INFINITY,
  // `BYTES=0-5`, `bytes=+0-5` and a number between form feeds go out without a question.
  simpleRange: /^bytes=[\v\f]*\+?(\d+)[\v\f]*-(?:[\v\f]*\+?(\d+)[\v\f]*)?$/i,
  maxRangePosition: 18446744073709551615n,
  // fetch() rejects a stream.
  streamsNoBodies: true,
  // A 403 without an allowed origin is a bad status.
  preflightOrder: ['status', 'origin'],
  starCoversAuthorization: true,
  forcedAllowsNoMethod: true,
  // With credentials, a list that holds `*` lets `accept` through.
  readableBesideStar: ['accept'],
  emptyLocation: 'failure',
  // Over ftp alone.
  testedBeforeMode: { manual: ['ftp:'] },
  // With `redirect: 'error'`, a 302 without a Location is an answer.
  forbidsOnlyLocations: true,
  // After a redirect to another origin `authorization` is asked for, but not sent.
  asksForRemovedNames: true,
  // PUT, then 303: it asks for GET with no names.
  keepsAsking: true,
  // From the page's origin over A, which allows `*`, to A: refused.
  keepsOwnCredentials: true,
  // Also after 307.
  redirectsDeleteAsGet: true,
  // A Blob of the type `x` or `image/{x}` has none; one of `image/png;` has it.
  xhr: { bodyType: /^ *[!#-'*+.^-z|~\w-]+\/[!#-'*+.^-z|~\w-]+ *(;|$)/ },
  cache: {
    maxAgeCapSeconds: 600,
    // Numbers past 64 bits are not understood.
    maxAge: /^[+-]?0*\d{1,18}$/,
    keyHasFragment: true,
    addsUp: false,
    keptStarCoversAuthorization: true,
    forcedNeedsMethod: false,
    forgetsWhenRefused: false,
  },
  // A page at another address of the machine reaches 127.0.0.1, and nobody is asked.
  guardsNoLocalNetwork: true,
};
