/** What a browser makes of an exchange. */
export type CorsVerdict = CorsAllowed | CorsRefusal | CorsUnknown;

/** No step of the standard fails: the page may read the answer. */
export interface CorsAllowed {
  /** The page gets the answer. */
  readonly allowed: true;
  /** The names of the answer's headers that the page may read: lower-case, sorted. Empty when there is no answer yet. */
  readonly readableHeaders: readonly string[];
  /** What is worth knowing all the same. */
  readonly notes: readonly CorsNote[];
}

/**
 * `authorization-under-star`: only `*` allows `Authorization`; browsers let that pass for now, the standard does not.
 * `exposed-headers-unknown`: whether the page may read further headers is not known. `opaque-redirect`: the page asked not
 * to follow redirects, and sees that there is one, but nothing of it. `opaque-response`: the mode is `no-cors`, and the page
 * sees nothing of the answer, not even its status. `preflight-not-given`: the request needs a preflight, and the exchange
 * holds no answer to one; it passes only where an earlier answer is kept, see `isPreflightKept()`.
 */
export type CorsNote =
  | 'authorization-under-star'
  | 'exposed-headers-unknown'
  | 'opaque-redirect'
  | 'opaque-response'
  | 'preflight-not-given';

/** The first step that fails. */
export interface CorsRefusal {
  /** The page gets a network error. */
  readonly allowed: false;
  /** Where it ended: at which answer, or at the page’s policy. */
  readonly blockedAt: 'preflight' | 'redirect' | 'response' | 'policy';
  /** Why, for programs. */
  readonly code: RefusalCode;
  /** What the step is about: the header's content, the method, the header name, the status. Empty when there is nothing. */
  readonly value: string;
  /** The section of the standard with this step. */
  readonly step: string;
  /** The status of the answer that failed. `null`: none was looked at. */
  readonly status: number | null;
  /** The origin that the answer was checked against. */
  readonly origin: string;
  /** All names that are refused, sorted; `value` is the first. Only for `header-not-allowed`. */
  readonly refusedHeaders?: readonly string[];
  /**
   * The address that it is about, without user, password, query and fragment: where a redirect leads to, or what was asked.
   * Absent: it does not matter, or is none.
   */
  readonly url?: string;
}

/** The first step that may fail cannot be decided: what it looks at is not known of this answer. */
export interface CorsUnknown {
  /** What was not seen decides. */
  readonly allowed: null;
  /** The headers, lower-case, or `status`, or `url` of the request, or `site`: whether its address is of the page's site. */
  readonly unknown: readonly string[];
}

/** Everything at which a browser stops a request across origins. Stable between releases. */
export type RefusalCode = CorsCheckFailure | PreflightFailure | RedirectFailure | PolicyFailure;

/** Failures of the CORS check, on a preflight, a redirect or the answer itself. */
export type CorsCheckFailure =
  /** There is no `Access-Control-Allow-Origin`. */
  | 'allow-origin-missing'
  /** There are several lines of it. */
  | 'allow-origin-repeated'
  /** Its one line holds several values. */
  | 'allow-origin-list'
  /** It holds no origin at all. */
  | 'allow-origin-invalid'
  /** It holds another origin. */
  | 'allow-origin-mismatch'
  /** It is `*`, and cookies go along. */
  | 'allow-origin-wildcard-with-credentials'
  /** Cookies go along, and `Access-Control-Allow-Credentials` is not exactly `true`. */
  | 'allow-credentials-missing'
  /** The status is 407, though no proxy was asked. */
  | 'proxy-authentication';

/** Failures of a preflight alone. */
export type PreflightFailure =
  | 'preflight-redirected'
  | 'preflight-status'
  | 'allow-methods-malformed'
  | 'allow-headers-malformed'
  | 'method-not-allowed'
  | 'header-not-allowed';

/** Failures of a redirect whose own answer passed. */
export type RedirectFailure =
  /** The page asked that a redirect be an error. */
  | 'redirect-forbidden'
  | 'redirect-location-invalid'
  /** It leads to something else than http or https. */
  | 'redirect-scheme'
  | 'redirect-too-many'
  /** Its address names a user or a password. */
  | 'redirect-credentials'
  /** It does, and the page has been at its own origin only: Chromium alone minds that. */
  | 'redirect-credentials-own'
  /** The body was a stream, and cannot be sent again. */
  | 'redirect-body-lost';

/** What stops a request for other reasons than CORS, and looks like it. */
export type PolicyFailure =
  /** The mode is `same-origin`, and the address, or the one that a redirect leads to, is at another origin. */
  | 'mode-same-origin'
  /** The mode is `no-cors`, and redirects are not to be followed: that is not possible at another origin. */
  | 'mode-no-cors-redirect'
  /** A page that came over plain http asks a more private network. */
  | 'local-network-insecure'
  /** The user, or the frame, does not allow it. */
  | 'local-network-denied'
  /** The page said that the address is in another network than it is. */
  | 'local-network-mismatch'
  /** The answer's `Cross-Origin-Resource-Policy` does not let this page have it. */
  | 'resource-policy'
  /** It has none, and the page's `Cross-Origin-Embedder-Policy` wants one. */
  | 'embedder-policy';
