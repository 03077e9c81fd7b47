import type { HeaderEntry } from '../model/cors-exchange.js';
import type { Evidence } from '../model/diagnosis.js';
import type { ReadAnswer } from './infer/cause.js';

/** A request that is sent to see whether its preflight passes. */
export interface Probe {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
  /** Whether the browser sends it without asking first, and must go on doing so: upload events would make it ask. */
  readonly isSimple: boolean;
  /** Whether cookies go along. Only for `sendOnce`. Default false. */
  readonly withCredentials?: boolean;
}

/** What a page saw of a probe. */
export interface ProbeOutcome {
  /** Whether the preflight passed; `null` when this page cannot tell. True by `timeout`: it passed, and no answer came. */
  readonly passed: boolean | null;
  /** `event`: the page's own policy stopped it. */
  readonly via: Evidence['via'];
  /** Status and body of the answer, where it could be read. */
  readonly answer: ReadAnswer | null;
  readonly durationMs: number;
}

/**
 * What became of a request that was sent once. `failed`: refused, lost, or an answer that cannot be read; `hidden`: surely
 * the last of these. `csp`: the page's own policy stopped it.
 */
export interface OnceOutcome {
  readonly kind: 'answer' | 'redirect' | 'hidden' | 'failed' | 'timeout' | 'csp';
  readonly answer: ProbeOutcome['answer'];
  readonly durationMs: number;
}

/** What became of a request whose answer is not looked at. `csp`: the page's own policy stopped it. */
export type Reach = 'answered' | 'unreachable' | 'timeout' | 'csp';

/** `kept`: an answer may come out of any cache. `fresh`: not out of the browser's own. */
export type CacheUse = 'kept' | 'fresh';

/** What a page can look at besides its own requests. */
export interface CloserLook {
  /**
   * Whether the page's last request to exactly this address failed, but had been sent: its preflight then passed. That it is
   * not known to proves nothing.
   */
  readonly wasSent: (url: string) => boolean;
  /** Whether the page's embedder policy stops what is asked for without CORS. That it is not known to proves nothing. */
  readonly isEmbedderStrict: () => Promise<boolean>;
  /** Whether the browser asked by https for an address that is http, as the page's policy tells it to, or may have. */
  readonly isUpgraded: (url: string) => boolean;
  /** Whether the page may enter the local network that an address lies in. `null`: it lies in none, or none is guarded. */
  readonly mayEnter: (url: string) => Promise<PermissionState | null>;
  /**
   * Sends a request from the origin `null`, where no service worker stands between. `answer`: one came that can be read, or one
   * came at all for `no-cors`. `null`: there is no such place, as the page's policy allows none.
   */
  readonly sendFromNull: (request: FromNull) => Promise<'answer' | 'failed' | 'timeout' | null>;
  /** Loads an address where its status shows, but nothing else. `error`: it is none of 200 to 299, or the answer is no CSS. */
  readonly statusOf: (url: string) => Promise<'success' | 'error' | null>;
}

/** A request from the origin `null`: no header of its own, no cookies, no redirect followed. */
export interface FromNull {
  readonly method: string;
  readonly url: string;
  readonly mode: 'cors' | 'no-cors';
}

/** The page a diagnosis runs in: the only way it touches the world. */
export interface Page {
  /** The serialised origin; `"null"` for an opaque one. */
  readonly origin: string;
  /** The scheme of its address, `https:`, which an opaque origin does not tell. Absent: as of the origin. */
  readonly scheme?: string;
  /** Whether a service worker may answer in the place of the network. Default false. */
  readonly isControlled?: boolean;
  /** Whether a refused probe is proof here, or only a strong hint (Firefox withholds upload events). */
  readonly refusalIsProof: boolean;
  /** Follows redirects, as all that shows upload events does: not before `sendOnce` has tried the same. */
  readonly sendProbe: (probe: Probe) => Promise<ProbeOutcome>;
  /** Sends a request and follows no redirect. Sees answers, and nothing of an upload. */
  readonly sendOnce: (probe: Probe) => Promise<OnceOutcome>;
  /** Sends a `no-cors` GET, whose answer nobody can read, to see whether one comes. */
  readonly reach: (url: string) => Promise<Reach>;
  /** Whether the browser says that it has no network. That it does not say so proves nothing. */
  readonly isOffline: () => boolean;
  /**
   * Whether this page has fetched exactly this address before, as an image or by a request that failed, or may have, where
   * nobody can tell. That it is not known to proves nothing. Absent: nobody can tell.
   */
  readonly hasFetched?: (url: string) => boolean;
  /** Reads an address as it stands, with no query of its own, no signature and no redirect. Absent: it cannot. */
  readonly readAddress?: (method: string, url: string, use: CacheUse) => Promise<OnceOutcome>;
  /** What only few diagnoses look at, in code of its own. Absent: there is nothing. */
  readonly look?: () => Promise<CloserLook>;
  /** A fresh name, letters and digits. */
  readonly randomId: () => string;
}
