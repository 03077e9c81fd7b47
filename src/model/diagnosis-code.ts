/**
 * The causes a diagnosis can end with, and what may stand beside them in its `notes`. Stable between releases; each has
 * its own words in `explain/` and its row in `docs/causes.md`.
 */
export type DiagnosisCode = OkCode | EnvCode | NetCode | ReqCode | PreCode | ActCode | CacheCode | OpenCode;

/** What is no fault. */
export type OkCode =
  /** The browser lets the request through: its preflight passes, and the answers that were seen can be read. */
  'ok.allowed';

/** Stopped before any packet went out. */
export type EnvCode =
  /** The page's `Content-Security-Policy` does not list the store in `connect-src`. */
  | 'env.csp'
  /** An https page asks an http store. */
  | 'env.mixed'
  /** The page has the opaque origin `null` (a file, a sandboxed frame), which no rule should name. */
  | 'env.origin-null'
  /** The browser guards the local network, and the page may not enter it. */
  | 'env.lna'
  /** The address has a port that browsers never open. */
  | 'env.port'
  /** The address is not http or https. */
  | 'env.scheme'
  /** The address names a user or a password. */
  | 'env.userinfo'
  /** A method that pages may not send, or that is spelled so that no rule names it (`patch`). */
  | 'env.method'
  /** A service worker answered in the place of the store. */
  | 'env.sw'
  /** The page's `Cross-Origin-Embedder-Policy` keeps an answer out that was not asked for with CORS. */
  | 'env.coep'
  /** The computer has no network. */
  | 'env.offline'
  /** A request with `keepalive` has more body than browsers take along (64 KiB for all of them together). */
  | 'env.keepalive'
  /** The page itself, or the user, ended the request. */
  | 'env.abort'
  /** An extension, a policy of the computer or an inspector stopped the request. */
  | 'env.blocker';

/** No HTTP answer came. */
export type NetCode =
  /** No HTTP answer came at all: name, port, certificate or route. */
  | 'net.unreachable'
  /** The connection is not secure: the certificate is not for this name, not trusted or not in date. */
  | 'net.tls'
  /** The connection broke while the request was sent or answered, after its preflight had passed. */
  | 'net.reset-upload'
  /** Something else answers, which is no store: the login page of a network, or no HTTP. */
  | 'net.captive';

/** What is really sent. These stand beside the cause, in `notes`. */
export type ReqCode =
  /** The page sets a header that browsers do not send. */
  | 'req.dropped-header'
  /** The browser adds a `Content-Type` because of the body. */
  | 'req.auto-content-type'
  /** What makes the browser ask before it sends the request. */
  | 'req.preflight-cause'
  /** A value of more than 128 bytes makes a header need permission. */
  | 'req.value-too-long'
  /** This form of `Range` needs permission. */
  | 'req.range-not-simple'
  /** The page writes a header name with capitals; it is asked for in small letters. */
  | 'req.header-case'
  /** Listeners on `xhr.upload` make the browser ask. */
  | 'req.upload-listener';

/** The preflight is refused. */
export type PreCode =
  /** No preflight passes, whatever the method: no rules, origin not listed, wrong bucket … */
  | 'pre.all-refused'
  /** The store refuses this preflight by its rules; one answer does not show which part of it. */
  | 'pre.refused'
  /** The bucket has no CORS rules. */
  | 'pre.no-config'
  /** The bucket does not exist, or not at this address. */
  | 'pre.bucket'
  /** No rule names the page's origin. */
  | 'pre.origin'
  /** Rules name the origin, but none of them this method. */
  | 'pre.method'
  /** Origin and method are allowed, but not these header names. */
  | 'pre.header'
  /** Each part is allowed by some rule, but no single rule allows all of them. */
  | 'pre.cross-rule'
  /** A rule would allow it, but the store never reaches it: an earlier rule for the origin is picked. */
  | 'pre.shadowed'
  /** Something asks a preflight for a login, which no preflight carries. */
  | 'pre.auth'
  /** The preflight of the presigned URL is refused, that of the same URL without its signature is not. */
  | 'pre.auth-query'
  /** The CORS headers are right, but the status of the answer is not 200 to 299. */
  | 'pre.status'
  /** The preflight is answered by a redirect, which browsers do not follow. */
  | 'pre.redirect'
  /** The preflight is answered with success, but without `Access-Control-Allow-Origin`. */
  | 'pre.no-acao'
  /** `Access-Control-Allow-Origin` of the preflight names another origin. */
  | 'pre.acao-mismatch'
  /** `Access-Control-Allow-Origin` of the preflight holds several values, or comes several times. */
  | 'pre.acao-multiple'
  /** `Access-Control-Allow-Origin` of the preflight is no origin. */
  | 'pre.acao-invalid'
  /** Cookies go along, and `Access-Control-Allow-Origin` is `*`. */
  | 'pre.cred-wildcard'
  /** Cookies go along, and `Access-Control-Allow-Credentials` is not `true`. */
  | 'pre.cred-missing'
  /** `Access-Control-Allow-Methods` is no list of methods. */
  | 'pre.acam-syntax'
  /** `Access-Control-Allow-Headers` is no list of names. */
  | 'pre.acah-syntax'
  /** `Access-Control-Allow-Headers` holds a pattern such as `x-amz-*`, which browsers take by the letter. */
  | 'pre.acah-prefix'
  /** The answer names the method in another case. */
  | 'pre.method-case'
  /** It passes only because browsers still let `*` cover `Authorization`. Stands in `notes`. */
  | 'pre.authz-star'
  /** Not the store refuses the preflight, but something in front of it or in its place. */
  | 'pre.waf'
  /** No answer to the preflight came in time. */
  | 'pre.timeout'
  /** The connection broke at the preflight. */
  | 'pre.reset'
  /** The same preflight was refused before and passes now. Stands in `notes`. */
  | 'pre.propagation'
  /**
   * The rules allow the request and the preflight is refused all the same: something else answers, or the rules are not live. Among
   * candidates it stands for all that something else than rules does to a preflight: `pre.waf`, `pre.auth`, `pre.redirect`,
   * `pre.status`, `pre.reset`, and headers of the answer that browsers do not take (`pre.no-acao`, `pre.acao-mismatch` and the like).
   */
  | 'pre.not-by-rules';

/** The preflight passed, or none was needed; the answer is refused or is an error. */
export type ActCode =
  /** The preflight passes; the store's error answer carries no CORS headers, so the page cannot read it. */
  | 'act.error-without-cors'
  /** The answer is a success, but without `Access-Control-Allow-Origin`. */
  | 'act.no-acao'
  /** `Access-Control-Allow-Origin` of the answer is not the origin of the page. */
  | 'act.acao-mismatch'
  /** `Access-Control-Allow-Origin` of the answer holds several values, or comes several times. */
  | 'act.acao-multiple'
  /** The store sends the request on to another address, where its signature is not valid. */
  | 'act.redirect'
  /** An old permission let the request out; the rules do not allow it any more. */
  | 'act.stale-preflight'
  /** The page saw an error, but the store carried the request out. Stands in `notes`. */
  | 'act.executed'
  /** The page may not read these headers of the answer. Stands in `notes`. */
  | 'act.expose'
  /** The preflight passes and the store's error is readable: not a CORS problem. */
  | 'act.readable-error';

/** A cache gives an answer, or keeps a permission, that does not fit. */
export type CacheCode =
  /** The browser's cache holds an answer without CORS headers. */
  | 'cache.http-poison'
  /** A shared cache in front of the store holds an answer without CORS headers. */
  | 'cache.cdn-poison'
  /** Each presigned URL has a preflight of its own. Stands in `notes`. */
  | 'cache.preflight-per-url'
  /** The permission is kept for a short time only, or the time given has no effect. Stands in `notes`. */
  | 'cache.max-age';

/** No verdict. */
export type OpenCode =
  /** The tests or the exchange do not show the cause: nothing is claimed. */
  'undecided';

/** Codes that are no cause of their own: they stand beside one, in `notes`. */
export type NoteCode = Extract<
  DiagnosisCode,
  | ReqCode
  | 'pre.authz-star'
  | 'pre.propagation'
  | 'act.executed'
  | 'act.expose'
  | 'cache.preflight-per-url'
  | 'cache.max-age'
>;
