/** Whether cookies go along, as `fetch()` has it; `xhr.withCredentials` is `include`. Across origins only that one sends any. */
export type CredentialsMode = 'omit' | 'same-origin' | 'include';

/** What becomes of a redirect, as `fetch()` has it. */
export type RedirectMode = 'follow' | 'error' | 'manual';

/** What `fetch()` calls the mode of a request. `cors` asks the other origin, `no-cors` gives up reading the answer. */
export type RequestMode = 'cors' | 'no-cors' | 'same-origin';

/** By which function a page asks: in some engines the two differ. */
export type RequestApi = 'fetch' | 'xhr';

/** The request that a browser checks answers against. `explainRequest()` makes it of a page's request. */
export interface CheckedRequest {
  /** The page's serialised origin; the opaque one is the text `"null"`. */
  readonly origin: string;
  /** As the browser sends it: `patch` stays in small letters. */
  readonly method: string;
  /** The names that need permission at another origin, so that a preflight asks for them: lower-case, sorted. */
  readonly unsafeHeaders: readonly string[];
  /** Default `same-origin`. */
  readonly credentials?: CredentialsMode;
  /** The standard's use-CORS-preflight flag: upload listeners, or a body that is a stream. Default false. */
  readonly forcesPreflight?: boolean;
  /** Where it goes. Needed for redirects. Absent: to another origin. */
  readonly url?: string;
  /** Default `follow`. */
  readonly redirect?: RedirectMode;
  /** Whether the body is a stream, which cannot be sent again. Default false. */
  readonly streamsBody?: boolean;
  /** Default `cors`. */
  readonly mode?: RequestMode;
  /** Default `fetch`. */
  readonly api?: RequestApi;
  /** Whether `Content-Type` is that of the body, and not set by the page. Default false. */
  readonly bodySetsType?: boolean;
}
