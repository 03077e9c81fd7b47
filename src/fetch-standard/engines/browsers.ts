import type { Engine } from './engine.js';

/**
 * What a user's browser does today: the Fetch standard, but for what Chromium, Firefox and WebKit all do otherwise. The
 * default of every function that takes an engine.
 */
export const browsers: Engine = {
  title: 'Browsers today',
  // All three allow it without credentials. Chromium reports a deprecation, Firefox warns.
  starCoversAuthorization: true,
  // None of the three: POST with upload listeners passes as a safelisted method, PATCH is refused.
  forcedAllowsNoMethod: true,
  // All three ask for `bytes=18446744073709551616-`; below, they differ.
  maxRangePosition: 18446744073709551615n,
  // All three refuse a redirected preflight. Chromium says so whatever else is wrong with it, which helps most.
  preflightOrder: ['redirect', 'origin', 'status'],
  cache: {
    // A `#fragment` makes all three ask again.
    keyHasFragment: true,
    // None keeps an answer longer; two of them keep it shorter.
    maxAgeCapSeconds: 86_400,
    // All three let POST with upload listeners out once any answer is kept for its address.
    forcedNeedsMethod: false,
  },
};
