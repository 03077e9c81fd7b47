import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { CorsResponse, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';

/** How a store picks the rule that decides. */
export type RuleSelection =
  /** The first rule in which origin, method and every header match. AWS S3, OSS, COS. */
  | 'first-match-of-all'
  /** The first rule whose origin matches, and only that one is asked for method and headers. Ceph up to 16. */
  | 'first-match-of-origin'
  /** The first rule whose origin and method match, and only that one is asked for headers. Google Cloud Storage. */
  | 'first-match-of-origin-and-method';

/** What stands beside the rules in a bucket's CORS configuration. */
export type RuleSettings = Omit<CorsConfiguration, 'rules'>;

/** How a store words its CORS headers. Where it is not known which of two ways, it says so. */
export interface AnswerStyle {
  /**
   * `Access-Control-Allow-Origin` for a rule that lists the origin `*`: the star itself, or the request's origin. With
   * `star`, it is not known which of the two comes where another origin of the rule matches too.
   */
  readonly starOrigin: 'star' | 'echo' | 'unknown';
  /**
   * The same for an origin with a `*` within it: the request's origin. `unknown`: that or a star, since with anything else the
   * documented wildcard would work in no browser.
   */
  readonly patternOrigin: 'echo' | 'unknown';
  /** Whether `Access-Control-Allow-Credentials: true` comes with an echoed origin. */
  readonly credentialsOnEcho: boolean | 'unknown';
  /** The statuses of a preflight that is allowed, the likeliest first: any of them may come. */
  readonly preflightStatuses: readonly [number, ...number[]];
  /**
   * `Access-Control-Allow-Methods`: every method of the rule, or only the one that was asked for. With `rule`, it is not known
   * which of the two comes for a rule with the method `*`.
   */
  readonly methods: 'rule' | 'asked';
  /** What stands between the names of `Access-Control-Allow-Methods`. */
  readonly methodSeparator: ',' | ', ';
  /**
   * `Access-Control-Allow-Headers` for the names that were asked for, all of them allowed: every value that the store may
   * give, the likeliest first. Not called when no name was asked for.
   */
  readonly allowHeaders: (names: readonly string[], rule: CorsRule) => readonly [string, ...string[]];
  /** What stands between the names of `Access-Control-Expose-Headers`. */
  readonly exposeSeparator: ',' | ', ';
  /** `Access-Control-Max-Age` for a rule without one. `null`: the header is absent. */
  readonly absentMaxAge: string | null | 'unknown';
  /** Whether a request other than a preflight gets a star for a star, as long as it carries no `Authorization`. */
  readonly starToAnonymous: boolean;
  /** The `Vary` of an answer that a rule matched, whose `Access-Control-Allow-Origin` is that. `null`: none. */
  readonly vary: (settings: RuleSettings, allowOrigin: string) => string | null;
  /** Headers, lower-case, of which it is not known whether they come with an answer, besides what `headers` say. */
  readonly unknown: readonly string[];
  /** The same for answers other than a preflight's only. */
  readonly unknownOnActual: readonly string[];
}

/** How one store reads its CORS rules and words its answers. A value of a store: nothing switches on its name. */
export interface RuleSemantics {
  /** Which rule decides. */
  readonly selection: RuleSelection;
  /** How it may pick otherwise, where that is not known. Mostly empty. */
  readonly otherSelections: readonly RuleSelection[];
  /** Whether an origin may have a `*` within it, as in `https://*.example.com`, or only be one. */
  readonly originWildcard: 'within' | 'whole';
  /** Whether origins of rules are compared with their case. Browsers send lower case. */
  readonly originCase: 'counts' | 'unknown';
  /** Whether a header name may have a `*` within it, as in `x-amz-*`. `unknown`: only `*` itself is documented. */
  readonly headerWildcard: 'within' | 'unknown';
  /** Whether what stands before and after a `*` may share characters, so that `ab*b` matches `ab`. */
  readonly wildcardOverlap: boolean;
  /** What parts the names of `Access-Control-Request-Headers` beside the comma. `null`: nothing. */
  readonly nameSeparators: RegExp | null;
  /** Whether a rule may allow every method by `*`. */
  readonly methodStar: boolean;
  /** Whether one list of a rule names both the headers that may be sent and those that may be read. */
  readonly sharedHeaderList: boolean;
  /** What a bucket without rules does: refuse every origin, or allow all of them. */
  readonly withoutRules: 'refuse' | 'permit';
  /** What headers an allowed request is answered with. */
  readonly answer: AnswerStyle;
  /** The answer to a preflight that is refused. None of them carries a CORS header. */
  readonly refusal: (request: PreflightRequest, situation: RefusalSituation) => RefusalAnswer;
  /**
   * Whether the store looks at the signature in a presigned URL already on the preflight, which it then may refuse whatever
   * its rules say.
   */
  readonly presignedPreflight: 'ignored' | 'checked' | 'unknown';
  /**
   * Whether `Access-Control-Request-Method` and `-Headers` count on requests other than preflights too. `method`: only the
   * method does, and those of the names that are allowed are answered.
   */
  readonly askedOnActual: 'ignored' | 'counts' | 'method';
  /** Whether answers to requests with a wrong or expired signature carry CORS headers. `null`: not known. */
  readonly corsOnAuthErrors: boolean | null;
}

/**
 * Why a preflight is refused, as stores tell the cases apart. `no-bucket` is for servers: rules cannot tell that their
 * bucket does not exist. `odd-method`: one that no browser asks for. `signature`: the signature in the URL, on stores that
 * check it here.
 */
export type RefusalSituation =
  | 'no-origin'
  | 'no-method'
  | 'odd-method'
  | 'no-bucket'
  | 'no-rules'
  | 'no-match'
  | 'signature';

/** The store's own refusal: its status and the error its body names. With `status` or `body` among what is `unknown`, that is a guess. */
export interface RefusalAnswer extends CorsResponse {
  /** The store’s own code: `AccessForbidden`. Empty: it names none. */
  readonly code: string;
  /** In the store’s own words. Empty: it says nothing. */
  readonly message: string;
  /** Further members of the body by name, where they are known. Absent: they are not. */
  readonly members?: Readonly<Record<string, string>>;
}
