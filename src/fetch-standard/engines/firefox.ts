import type { Engine } from './engine.js';

/** Firefox as measured in ESR 153.7.0. Each line is a difference from the standard that was seen. */
export const firefox: Engine = {
  title: 'Firefox 153',
  // `"a,trace,b"` is dropped.
  splitsQuotedOverrides: true,
  // Lines `X-A` and `x-a`: it asks for `x-a,x-a`.
  repeatsUnsafeNames: true,
  // Nine lines of 128 bytes go out without a question.
  maxSafelistedBytes: Number.POSITIVE_INFINITY,
  // `é` in Accept or Content-Type is asked for.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the standard's definition is about control characters
  unsafeByte: /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f-\uffff]/,
  // What stands between a blank and the first `;` does not count: `text/plain x;y` goes out without a question. A comma, or a
  // `;` at the end after another one, is asked for: `text/plain;,` and `text/plain;charset=utf-8;`.
  safelistedType:
    /^(?!.*(,|;.*;$))(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)(([\t ].*)?;|$)/i,
  maxRangePosition: 18446744073709551615n,
  // A stream goes out as the text `[object ReadableStream]`.
  streamsNoBodies: true,
  // `true` and an empty line together count as `true`.
  dropsEmptyLines: true,
  // The same twice is refused; an empty line and `ACCESS-CONTROL-ALLOW-ORIGIN: *` pass.
  countsOriginLines: true,
  // Without an allowed origin it speaks of that, not of the redirect.
  preflightOrder: ['origin', 'redirect', 'status'],
  checksMethodBeforeNames: true,
  // Over a redirect back to the page's origin: status and lists count, `Access-Control-Allow-Origin: null` passes.
  trustsOwnPreflight: true,
  // `*, a b` exposes everything, `a b, *` nothing.
  exposesAllBeforeMalformed: true,
  starCoversAuthorization: true,
  forcedAllowsNoMethod: true,
  // The request itself goes out with `Origin: null`.
  preflightKeepsOrigin: true,
  // From the page's origin over A to A: `authorization` is missing at the first A, and back at the second.
  redirectRemovesOnce: true,
  // PUT, then 303: it asks for GET with no names.
  keepsAsking: true,
  xhr: {
    // A list of exposed names with a malformed item anywhere exposes nothing.
    exposesAllBeforeMalformed: false,
    // A POST of a Blob, then 301: it asks for GET with `content-type`, and does not send it.
    keepsLoneBodyType: true,
  },
  // `Same-Origin` and `x` pass in a page that requires a policy; an absent or empty one does not.
  takesAnyResourcePolicy: true,
  // The user's answer alone decides, and a page over plain http may ask for it, too.
  localNetworkTakesInsecure: true,
  // `targetAddressSpace` is not looked at, whatever it says.
  ignoresTargetAddressSpace: true,
  cache: {
    maxAgeCapSeconds: 86_400,
    maxAge: /^\d+$/,
    // `+60`, `6x` and `60, 60` are not kept at all.
    keepsMalformedMaxAge: false,
    keyHasFragment: true,
    credentialedServesAnonymous: false,
    starIsKept: false,
    // HEAD is asked for each time, unless the answer names it.
    exemptMethods: ['GET', 'POST'],
    forcedNeedsMethod: false,
    bypassedBy: ['no-store', 'reload'],
    maxEntries: 100,
  },
};
