import type { CredentialsMode } from '../../fetch-standard/checked-request.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';

/** A page's request with everything that was seen of its answers: by a proxy, by developer tools, by Node. */
export interface RawExchange {
  /** What was sent. */
  readonly request: RawRequest;
  /** Its preflight. `null` or absent: none was seen. */
  readonly preflight?: RawPreflight | null;
  /** The redirects on the way, in their order. Default: none. */
  readonly redirects?: readonly RawRedirect[];
  /** The last answer. `null`: none was seen. Absent: the request was not sent, or nothing was written of it. */
  readonly response?: RawResponse | null;
  /** What went wrong, beside an answer or without one: then the page did not get it. `null` or absent: nothing. */
  readonly failure?: RawFailure | null;
  /** Where the last answer came from. Default `network`. */
  readonly servedBy?: 'network' | 'browser-cache' | 'service-worker';
  /**
   * Whether it was sent from a terminal, as `curl` does: without a preflight, and with the same origin behind a redirect,
   * where a browser sends `null`. Default: a browser sent it.
   */
  readonly isFromTerminal?: boolean;
  /**
   * Whether its recorder writes nothing of what a browser keeps from the page, as Firefox's network panel: then an answer that was
   * seen need not have been read. Default: it does.
   */
  readonly hidesRefusals?: boolean;
  /**
   * The other exchanges that it may be: in a recording, attempts at one address at one time may have each other's
   * preflights, or each other's answers behind a redirect. What one of them denies is not proven. Default: none.
   */
  readonly alternatives?: readonly RawExchange[];
}

/** What the page asked for. */
export interface RawRequest {
  /** The page's serialised origin; the opaque one is the text `"null"`. */
  readonly origin: string;
  /** As it was sent: `OPTIONS`. */
  readonly method: string;
  /** The whole address. Nothing of its query, fragment, user or password is shown. */
  readonly url: string;
  /** Those that the page sets. Of a value only its form matters; none is shown. Default: none. */
  readonly headers?: readonly HeaderEntry[];
  /** Default `same-origin`. */
  readonly credentials?: CredentialsMode;
  /** Default `cors`. */
  readonly mode?: 'cors' | 'no-cors' | 'same-origin';
  /** The type that the body brings with it where the page sets none. Default: none. */
  readonly bodyType?: string;
  /** Whether listeners are on `xhr.upload`. Default false. */
  readonly uploadListeners?: boolean;
  /** The bytes of the body of a request with `keepalive`. Absent: it has not. */
  readonly keepaliveBytes?: number;
}

/** The OPTIONS request before it. */
export interface RawPreflight {
  /** The names that it asked for. Absent: what the browser would ask for. */
  readonly headers?: readonly string[];
  /** `null`: no answer came. */
  readonly response: RawResponse | null;
}

/** One redirect on the way. */
export interface RawRedirect {
  /** The answer that redirects. */
  readonly response: RawResponse;
  /** The answer to the preflight at the address that it leads to. Absent: none was seen. */
  readonly preflight?: RawResponse | null;
}

/** An answer as it travelled. */
export interface RawResponse {
  /** Of the answer: 200. */
  readonly status: number;
  /** In the order in which they came; a name may come several times. */
  readonly headers: readonly HeaderEntry[];
  /** Its body as text, at least the beginning. Default: not known. */
  readonly body?: string;
}

/** What went wrong below HTTP, or before anything was sent. */
export interface RawFailure {
  /** Which of the two got no answer. */
  readonly leg: 'preflight' | 'request';
  /**
   * As the recorder names it: `net::ERR_CONNECTION_REFUSED`, `NS_ERROR_UNKNOWN_HOST`, `ECONNREFUSED`, or a reason of
   * the DevTools protocol (`csp`, `mixed-content`, `LocalNetworkAccessPermissionDenied`).
   */
  readonly reason: string;
}
