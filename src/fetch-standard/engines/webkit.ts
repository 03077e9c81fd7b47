import type { Engine } from './engine.js';
import { standard } from './standard.js';

/** WebKit as measured in WebKitGTK 2.50.6, which shares this code with Safari. Each line is a difference that was seen. */
export const webkit: Engine = {
  ...standard,
  title: 'WebKit 2.50',
  splitsQuotedOverrides: true,
  // `accept` twice with 100 bytes each: asked for.
  joinsHeaderLines: true,
  maxSafelistedBytes: null,
  // `BYTES=0-5` and `bytes=+0-5` go out without a question.
  simpleRange: /^bytes=\+?(\d+)-\+?(\d*)$/i,
  maxRangePosition: 18446744073709551615n,
  // fetch() rejects a stream.
  streamsBodies: false,
  // A 403 without an allowed origin is a bad status.
  preflightOrder: ['status', 'origin'],
  starCoversAuthorization: true,
  forcedAllowsItsMethod: false,
  // With credentials, a list that holds `*` lets `accept` through.
  readableBesideStar: ['accept'],
  emptyLocation: 'failure',
  // After a redirect to another origin `authorization` is asked for, but not sent.
  asksForRemovedNames: true,
  cache: {
    ...standard.cache,
    maxAgeCapSeconds: 600,
    // Numbers past 64 bits are not understood.
    maxAge: /^[+-]?0*\d{1,18}$/,
    keyHasFragment: true,
    addsUp: false,
    keptStarCoversAuthorization: true,
    forcedNeedsMethod: false,
    forgetsWhenRefused: false,
  },
  guardsLocalNetwork: false,
};
