import type { CredentialsMode, RedirectMode } from '../../src/fetch-standard/checked-request.js';
import type { HeaderEntry } from '../../src/model/cors-exchange.js';

/** The three origins of the scripted servers: the page's own, and two others. */
export type Place = 'page' | 'store' | 'other';

/** What a page asks, and what is answered to it. Whole as it is: nothing of an engine and no clock goes into it. */
export interface ConformanceCase {
  readonly seed: number;
  /** Which of the cases of this seed it is, from 0. */
  readonly index: number;
  readonly asked: AskedByPage;
  /** What is answered at the first address, then at the one that this redirects to, and so on. */
  readonly legs: readonly Leg[];
}

/** A request as the script of a page makes it. */
export interface AskedByPage {
  /** The page itself, or one in a sandbox, whose origin is opaque. */
  readonly from: 'page' | 'sandbox';
  readonly to: Place;
  readonly api: 'fetch' | 'xhr';
  readonly method: string;
  /** As the script gives them, one after the other; one character a byte. */
  readonly headers: readonly HeaderEntry[];
  readonly body: AskedBody | null;
  /** Only with `xhr`. */
  readonly uploadListeners: boolean;
  /** With `xhr` there is no `omit`. */
  readonly credentials: CredentialsMode;
  /** With `xhr` always `follow`. */
  readonly redirect: RedirectMode;
}

/** A body by the kind of object that the script hands over. `blobType` is only for a Blob. */
export interface AskedBody {
  readonly kind: 'text' | 'blob' | 'form-fields' | 'bytes' | 'multipart';
  readonly blobType: string;
}

/** What one address answers. */
export interface Leg {
  readonly place: Place;
  readonly preflight: ScriptedAnswer;
  readonly actual: ScriptedAnswer;
}

/** An answer, byte by byte: one character a byte. */
export interface ScriptedAnswer {
  readonly status: number;
  /**
   * Lines as they are written, but for what is only known when it is played: `{{page}}`, `{{store}}` and `{{other}}` stand
   * for the three origins, `{{store.host}}` for one without its scheme, `{{key}}` and `{{next}}` for the case and the
   * number of the next leg in a path.
   */
  readonly headers: readonly HeaderEntry[];
  readonly body: string;
}
