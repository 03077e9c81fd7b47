import type { HeaderEntry, PreflightRequest } from '../model/cors-exchange.js';
import type {
  CheckedRequest,
  CredentialsMode,
  RedirectMode,
  RequestApi,
  RequestMode,
} from './checked-request.js';
import type { DropReason } from './forbidden-header.js';
import type { PreflightCause } from './preflight-cause.js';

/** A request as a page makes it. */
export interface PageRequest {
  /** The page's serialised origin: `https://app.example.com`; the opaque one (a file, a sandboxed frame) is `"null"`. */
  readonly origin: string;
  /** As the page gives it to `fetch`: `PUT`. */
  readonly method: string;
  /**
   * The headers that the page sets, as it gives them to `fetch()` in pairs or to `setRequestHeader()`, one character a byte. A
   * `Headers` object joins the lines of one name; give them joined (`[...headers]`). Default: none.
   */
  readonly headers?: readonly HeaderEntry[];
  /** Where it goes. Absent: to another origin. */
  readonly url?: string;
  /** The body, as far as it matters. Absent: there is none. */
  readonly body?: PageBody;
  /** Default `fetch`; with upload listeners, which nothing else has, `xhr`. */
  readonly api?: RequestApi;
  /** Whether listeners are on `xhr.upload` before `send()`. Default false. */
  readonly uploadListeners?: boolean;
  /** Default `same-origin`. */
  readonly credentials?: CredentialsMode;
  /** As `fetch()` has it. Default `cors`. */
  readonly mode?: RequestMode;
  /** Default `follow`. */
  readonly redirect?: RedirectMode;
}

/** A body, as far as it decides what is asked. */
export interface PageBody {
  /**
   * The `Content-Type` that goes with it when the page sets none: `text/plain;charset=UTF-8` for text, the type of a Blob,
   * `multipart/form-data; boundary=…` for a form. Absent or empty: none, as for bytes.
   */
  readonly contentType?: string;
  /** Whether it is a `ReadableStream`. Default false. */
  readonly isStream?: boolean;
}

/** A header that the page set and the browser does not send. */
export interface DroppedHeader {
  /** As the page wrote it. */
  readonly name: string;
  /** Why the browser does not send it. */
  readonly why: DropReason;
}

/** What the browser makes of a page's request: `checkCors()` takes it as it is. */
export interface ExplainedRequest extends CheckedRequest {
  /** The page's headers that go out, in its order, without whitespace at the ends of values. */
  readonly sentHeaders: readonly HeaderEntry[];
  /** Those that the browser leaves out. Empty: none. */
  readonly droppedHeaders: readonly DroppedHeader[];
  /**
   * What the browser adds of what stores look at: `Accept` and the body's `Content-Type` where the page sets none, and
   * `Origin`. It also adds what describes itself (`User-Agent`, `Sec-Fetch-Mode` …), for which it never asks.
   */
  readonly addedHeaders: readonly HeaderEntry[];
  /**
   * The preflight, as `evaluateRules()` takes it; its names travel in `Access-Control-Request-Headers`, joined by commas
   * without blanks, or that header is absent. `null`: none is sent.
   */
  readonly preflight: PreflightRequest | null;
  /** What makes the preflight necessary, all of it. Empty: none is sent. */
  readonly preflightCauses: readonly PreflightCause[];
}
