/**
 * What one browser engine does otherwise than the Fetch standard: data only, so that a function never asks for its name.
 * What is absent, or `false`, it does as the standard says; what is there stands beside what was measured.
 *
 * `browsers` is the default of every function: what all engines do today, and the standard where they differ.
 */
export interface Engine {
  /** The engine and the version it was measured in; for people. */
  readonly title: string;

  /** Whether `User-Agent` is among the headers that a page cannot set. */
  readonly dropsUserAgent?: boolean;
  /** Whether a comma inside quotes separates the methods of `X-Method-Override` and its like. */
  readonly splitsQuotedOverrides?: boolean;
  /** The characters that are cut off the ends of those methods. Default: blanks and tabs. */
  readonly overrideBlanks?: string;
  /** Whether lines of one name are joined by `, ` before they are looked at. */
  readonly joinsHeaderLines?: boolean;
  /** Whether what is joined loses the blank that an empty last line leaves at its end. */
  readonly trimsJoinedLines?: boolean;
  /** The form of a body's type that is sent; any other, such as `x`, is not. Default: any. */
  readonly bodyType?: RegExp;
  /** Whether `Access-Control-Request-Headers` repeats the name of each line. */
  readonly repeatsUnsafeNames?: boolean;
  /** More than this in safelisted values together makes all of them unsafe. Default 1024. */
  readonly maxSafelistedBytes?: number;
  /** Characters, one a byte, that make `Accept` and `Content-Type` unsafe. Default: the standard's. */
  readonly unsafeByte?: RegExp;
  /** The form of a `Content-Type` that needs no permission, if its bytes need none. Default: the standard's. */
  readonly safelistedType?: RegExp;
  /** The form of a `Range` that needs no permission; its first group is the start, its second the end or empty. Default: the standard's. */
  readonly simpleRange?: RegExp;
  /** The largest byte position of such a range. Default: any. */
  readonly maxRangePosition?: bigint;
  /** Further names that need no permission, lower-case, with the form of their value. */
  readonly alsoSafelisted?: ReadonlyMap<string, RegExp>;
  /** Whether upload listeners force no preflight for a request without a body. */
  readonly listenersNeedBody?: boolean;
  /** Whether a stream is not sent as one, which would force a preflight, but its text form, or nothing. */
  readonly streamsNoBodies?: boolean;

  /** Whether lines without a value are dropped from an answer; of `Access-Control-Allow-Origin` and `Location`, one is left. */
  readonly dropsEmptyLines?: boolean;
  /** Whether two lines spelled exactly `Access-Control-Allow-Origin` are refused whatever they hold. */
  readonly countsOriginLines?: boolean;
  /**
   * What of a preflight is tested before its lists, in order. Without `redirect`, a redirect is a bad status like another.
   * Default: the origin, then the status.
   */
  readonly preflightOrder?: readonly ('redirect' | 'origin' | 'status')[];
  /** Whether the method is tested before `Access-Control-Allow-Headers` is parsed. */
  readonly checksMethodBeforeNames?: boolean;
  /** Whether a preflight that a redirect leads back to the page's own origin need not allow that origin. */
  readonly trustsOwnPreflight?: boolean;
  /** Whether `*` in `Access-Control-Allow-Headers` covers `Authorization`. */
  readonly starCoversAuthorization?: boolean;
  /** Whether a preflight that was forced does not allow its own method where the answer names none. */
  readonly forcedAllowsNoMethod?: boolean;
  /** Whether 407 fails before anything is checked. */
  readonly refusesProxyAuthentication?: boolean;
  /** Whether a `*` among the exposed names counts although an item after it is no token. */
  readonly exposesAllBeforeMalformed?: boolean;
  /** Further names that a page may read where a list of exposed names holds `*` as a letter. */
  readonly readableBesideStar?: readonly string[];

  /** What a redirect with an empty `Location` leads to: nowhere (it is an answer), or a failure. Default: its own address. */
  readonly emptyLocation?: 'answer' | 'failure';
  /** Whether a `Location` that is no address fails before anything is checked, even where redirects are not followed. */
  readonly readsLocationFirst?: boolean;
  /** Schemes, and codes of refusals, for which a redirect fails before the redirect mode is looked at. */
  readonly testedBeforeMode?: Readonly<Partial<Record<'error' | 'manual', readonly string[]>>>;
  /**
   * Whether, of a request that must not be redirected, a redirect without a `Location`, or with an empty one, is an answer
   * like another.
   */
  readonly forbidsOnlyLocations?: boolean;
  /** Whether a redirect within the page's own origin may not name a user. */
  readonly refusesOwnUserinfo?: boolean;
  /** Whether a preflight after a redirect is sent from, and checked against, the page's own origin. */
  readonly preflightKeepsOrigin?: boolean;
  /** Whether a preflight after a redirect still asks for the names that the redirect took away. */
  readonly asksForRemovedNames?: boolean;
  /**
   * Whether a preflight still asks for the type of a body after a redirect that drops the body, where it was the only name
   * to ask for.
   */
  readonly keepsLoneBodyType?: boolean;
  /** Whether what a redirect took away is back after the next one. */
  readonly redirectRemovesOnce?: boolean;
  /** Further names that a redirect to another origin than the page's takes away: lower-case. */
  readonly redirectRemoves?: readonly string[];
  /** Whether a request that was asked for once is asked for after each redirect, though nothing of it needs that now. */
  readonly keepsAsking?: boolean;
  /**
   * Whether a request of the mode `same-origin` that began at the page's origin has its redirects elsewhere checked as if
   * cookies went along. Its last answer is not.
   */
  readonly keepsOwnCredentials?: boolean;
  /** Whether a redirect to another origin makes DELETE a GET. */
  readonly redirectsDeleteAsGet?: boolean;

  /** What of all this `XMLHttpRequest` does otherwise than `fetch()`, besides that it joins the lines of a name. */
  readonly xhr?: Omit<Engine, 'title' | 'cache' | 'xhr'>;

  /** How the answers to preflights are kept. */
  readonly cache?: Partial<PreflightCacheHabits>;
  /** Whether a `Cross-Origin-Resource-Policy` that is none of the three is enough for a page that requires one. */
  readonly takesAnyResourcePolicy?: boolean;
  /** Whether two ports of one IP address, which has no registrable domain, are two sites. */
  readonly takesNoAddressForSite?: boolean;
  /** Whether requests to more private networks need no permission. The next two count only where they do. */
  readonly guardsNoLocalNetwork?: boolean;
  /** Whether a page that is no secure context is let through, too, if its user says so. */
  readonly localNetworkTakesInsecure?: boolean;
  /** Whether what a page says in `targetAddressSpace` need not be true. */
  readonly ignoresTargetAddressSpace?: boolean;
}

/** How a request uses caches, as `fetch()` has it. */
export type CacheMode = 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | 'only-if-cached';

/** How an engine keeps the answers to preflights. */
export interface PreflightCacheHabits {
  /** Longer lives are cut to this. `null`: none is. */
  readonly maxAgeCapSeconds: number | null;
  /** The life of an answer without `Access-Control-Max-Age`. */
  readonly defaultMaxAgeSeconds: number;
  /** The form of a life that is understood. */
  readonly maxAge: RegExp;
  /** Whether an answer whose life is not understood is kept for the default one. */
  readonly keepsMalformedMaxAge: boolean;
  /** Whether the address counts with its `#fragment`. */
  readonly keyHasFragment: boolean;
  /** Whether what was allowed with credentials is allowed without, too. */
  readonly credentialedServesAnonymous: boolean;
  /** Whether answers for one key add up; otherwise the newest replaces the others. */
  readonly addsUp: boolean;
  /** Whether a kept `*` is a wildcard. */
  readonly starIsKept: boolean;
  /** Whether a kept `*` covers `Authorization`. */
  readonly keptStarCoversAuthorization: boolean;
  /** Methods that need no entry of their own. */
  readonly exemptMethods: readonly string[];
  /** Whether a forced preflight is only saved by an entry that names its method. */
  readonly forcedNeedsMethod: boolean;
  /** Whether an actual answer that is refused makes the engine forget the preflight. */
  readonly forgetsWhenRefused: boolean;
  /** Values of `cache` in `fetch()` that force a new preflight. */
  readonly bypassedBy: readonly CacheMode[];
  /** How many keys (origin, address, cookies or not) are kept; the one that was answered for longest ago goes first. `null`: not known to be limited. */
  readonly maxEntries: number | null;
}
