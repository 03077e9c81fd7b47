import type { PreflightRequest } from '../model/cors-exchange.js';
import type { CheckedRequest } from './checked-request.js';

/** A request on its way, after so many redirects. */
export interface RedirectedRequest extends CheckedRequest {
  /** The whole address that it goes to now. */
  readonly url: string;
  /** The preflight that goes before it. `null`: none does. */
  readonly preflight: PreflightRequest | null;
  /** The page's own origin; `origin` is `null` once a redirect crossed from one strange origin to another. */
  readonly pageOrigin: string;
  /** How many redirects were followed so far. */
  readonly redirectCount: number;
  /** Whether it has been at another origin: then every answer is checked. */
  readonly hasBeenElsewhere: boolean;
  /** Whether it went to the page's own origin first. */
  readonly beganAtPage: boolean;
  /** The names that were asked for, or would have been, before the first redirect. */
  readonly firstUnsafeHeaders: readonly string[];
}
