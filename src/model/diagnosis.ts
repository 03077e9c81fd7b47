import type { CorsRule } from './cors-rule.js';
import type { StoreErrorKind } from './errors.js';

/** The causes a diagnosis can end with. Stable between releases; each has its own words in `explain/`. */
export type DiagnosisCode =
  /** The browser lets the request through: its preflight passes, and the answers that were seen can be read. */
  | 'ok.allowed'
  /** The page's `Content-Security-Policy` does not list the store in `connect-src`. */
  | 'env.csp'
  /** An https page asks an http store. */
  | 'env.mixed'
  /** The page has the opaque origin `null` (a file, a sandboxed frame), which no rule should name. */
  | 'env.origin-null'
  /** No HTTP answer came at all: name, port, certificate or route. */
  | 'net.unreachable'
  /** No preflight passes, whatever the method: no rules, origin not listed, wrong bucket … */
  | 'pre.all-refused'
  /** The bucket has no CORS rules. */
  | 'pre.no-config'
  /** The bucket does not exist, or not at this address. A page cannot tell it from the other refusals; so far only a candidate. */
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
  /** The preflight of the presigned URL is refused, that of the same URL without its signature is not. */
  | 'pre.auth-query'
  /** The rules allow the request and the preflight is refused all the same: something else answers, or the rules are not live. */
  | 'pre.not-by-rules'
  /** The preflight passes; the store's error answer carries no CORS headers, so the page cannot read it. */
  | 'act.error-without-cors'
  /** The store sends the request on to another address, where its signature is not valid. */
  | 'act.redirect'
  /** The preflight passes and the store's error is readable: not a CORS problem. */
  | 'act.readable-error'
  /** Probes failed in ways that do not fit together (a flaky network, a gateway): nothing is claimed. */
  | 'undecided';

/** How sure a diagnosis is of its code. `proof`: the evidence admits no other one. What its code leaves open is in `undecided`. */
export type Confidence = 'proof' | 'strong' | 'weak';

/** Where the request was stopped. `none`: nowhere. */
export type Stage = 'local' | 'network' | 'preflight' | 'response' | 'none';

/** What the browser really sends, and why it asks first. */
export interface SentRequest {
  readonly origin: string;
  readonly method: string;
  /** Without query and fragment. */
  readonly url: string;
  /** `Access-Control-Request-Headers` as it travels: lower-case, sorted. */
  readonly unsafeHeaders: readonly string[];
  /** Headers that the page set and the browser drops. */
  readonly droppedHeaders: readonly string[];
  readonly needsPreflight: boolean;
  /** What makes the preflight necessary: the method and header names. */
  readonly preflightCauses: readonly string[];
}

/** What a refusal is about: values which together no rule allows. One member: it is refused by itself. */
export interface Conflict {
  readonly kind: 'origin' | 'method' | 'headers';
  readonly members: readonly string[];
  /** Methods that do pass from this origin. Only for `method`. */
  readonly passing?: readonly string[];
}

/**
 * What a piece of evidence is about. `page`: what the page itself forbids. `reach`: a GET that needs no permission.
 * `preflight`: a probe. `signature`: a probe with the real signature. `rules`: reading the bucket's rules.
 */
export type EvidenceKind = 'page' | 'reach' | 'preflight' | 'signature' | 'rules';

/** One thing that was seen. */
export interface Evidence {
  readonly kind: EvidenceKind;
  readonly method: string;
  /** The header names that the preflight asked for. Empty but for `preflight` and `signature`. */
  readonly headers: readonly string[];
  /** Whether it went through: an answer came, the preflight passed, the rules were read. `null`: that cannot be told. */
  readonly passed: boolean | null;
  /** What the page saw that tells so. */
  readonly via: 'readable' | 'upload' | 'timing-entry' | 'error' | 'opaque' | 'timeout' | 'event' | 'page';
  /** The status that could be read. Absent: none could. */
  readonly status?: number;
  /** Time from sending to the outcome, in milliseconds. Absent: nothing was sent. */
  readonly durationMs?: number;
}

/** Why one rule does not allow the request. */
export interface RuleVerdict {
  /** The rule's place, from 0. */
  readonly index: number;
  /** The rule's `id`, where it has one. */
  readonly id?: string;
  /** What of this rule fails. Empty: it allows the request. */
  readonly fails: readonly {
    readonly field: 'allowedOrigins' | 'allowedMethods' | 'allowedHeaders';
    readonly value: string;
  }[];
  /** Whether this is the rule that decided, or, when none matched, the one that fails least. */
  readonly nearest: boolean;
}

/** A change of the rules under which the request passes. */
export interface Repair {
  /** `smallest-edit`: fewest words changed. `least-privilege`: grants least. `new-rule`: the rules are not known; a rule to add. */
  readonly kind: 'smallest-edit' | 'least-privilege' | 'new-rule';
  /** The whole configuration after the change. For `new-rule`: only the rule to add. */
  readonly rules: readonly CorsRule[];
  /** The rule that is changed or added, from 0, in `rules`. */
  readonly changedRule: number;
  /** Whether `rules` holds that rule as a new one. */
  readonly added: boolean;
  /** The values that a changed rule gains, or all that a new rule at the end names; origin, method, headers in this order. */
  readonly grants: readonly {
    readonly field: 'allowedOrigins' | 'allowedMethods' | 'allowedHeaders';
    readonly value: string;
  }[];
  /** The document that the store takes. For `new-rule`, with that rule alone. */
  readonly document: string;
  /** The same as the JSON of the store's command line (`aws s3api put-bucket-cors`). */
  readonly json: string;
  /** Whether the rule evaluator accepted the request under `rules`. Always true but for `new-rule`, where the rules are not known. */
  readonly verified: boolean;
}

/** What stays open, and what decides it. */
export interface Undecided {
  /** The codes that it may be. Empty: causes that have no code of their own. */
  readonly candidates: readonly DiagnosisCode[];
  /** A command for a terminal that shows what a page cannot see. */
  readonly command: string;
}

/** The store's error, where the page could read it. */
export interface ReadableError {
  readonly status: number;
  readonly serviceCode: string;
  /** What it means, whichever store says so. */
  readonly kind: StoreErrorKind;
}

/** The result of a diagnosis: a value, never a thrown error. It holds no secret, token or signature. */
export interface Diagnosis {
  readonly code: DiagnosisCode;
  readonly stage: Stage;
  readonly confidence: Confidence;
  readonly request: SentRequest;
  readonly conflicts: readonly Conflict[];
  /** In the order in which the probes ended. */
  readonly evidence: readonly Evidence[];
  /** The rules looked at: given, or read from the bucket. `null`: not known. */
  readonly rules: readonly CorsRule[] | null;
  /** One entry a rule. Empty when the rules are not known. */
  readonly ruleVerdicts: readonly RuleVerdict[];
  /** Least privilege first. Empty when no change of rules mends it. */
  readonly repairs: readonly Repair[];
  readonly readableError: ReadableError | null;
  /** Whether a request with the real signature was sent too. Otherwise nothing is said of the signature. */
  readonly signatureChecked: boolean;
  /** Whether the store was seen to refuse a signature without CORS headers, so that a page cannot read why. */
  readonly hidesSignatureErrors: boolean;
  readonly undecided: Undecided | null;
}
