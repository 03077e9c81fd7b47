import type { CorsResponse, PreflightRequest } from '../model/cors-exchange.js';

/** How a store picks the rule that decides. */
export type RuleSelection =
  /** The first rule in which origin, method and every header match. AWS S3. */
  | 'first-match-of-all'
  /** The first rule whose origin matches, and only that one is asked for method and headers. Ceph up to 16. */
  | 'first-match-of-origin';

/** How one store reads its CORS rules and words its answers. A value of a store: nothing switches on its name. */
export interface RuleSemantics {
  readonly selection: RuleSelection;
  /** `Access-Control-Allow-Origin` for a rule that lists the origin `*`: the star itself, or the request's origin. */
  readonly starOriginAnswer: 'star' | 'echo';
  /** Whether `Access-Control-Allow-Credentials: true` comes with an echoed origin. */
  readonly allowCredentialsOnEcho: boolean;
  /** `Access-Control-Allow-Methods`: every method of the rule, or only the one that was asked for. */
  readonly allowMethodsAnswer: 'rule' | 'asked';
  /** `Access-Control-Allow-Headers` for the names that were asked for, all of them allowed. */
  readonly allowHeadersAnswer: (names: readonly string[]) => string;
  /** What stands between the names of `Access-Control-Expose-Headers`. */
  readonly exposeSeparator: ',' | ', ';
  /** The `Vary` of an answer that a rule matched. */
  readonly vary: string;
  /** The answer to a preflight that is refused. None of them carries a CORS header. */
  readonly refusal: (request: PreflightRequest, situation: RefusalSituation) => RefusalAnswer;
}

/**
 * Why a preflight is refused, as the store itself tells the cases apart. `no-bucket` is for servers: rules cannot tell
 * that their bucket does not exist.
 */
export type RefusalSituation = 'no-origin' | 'no-method' | 'no-bucket' | 'no-rules' | 'no-match';

/** The store's own refusal: its status and the error its body names. */
export interface RefusalAnswer extends CorsResponse {
  readonly code: string;
  readonly message: string;
}
