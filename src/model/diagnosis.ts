import type { CorsRule } from './cors-rule.js';
import type { DiagnosisCode, NoteCode } from './diagnosis-code.js';
import type { StoreErrorKind } from './store-error-kind.js';

/**
 * How sure a diagnosis is of its code. `proof`: the evidence admits no other one. What its code leaves open is in `undecided`. That a
 * page has proven `pre.method`, `pre.header` or `pre.cross-rule` means that this method or these names are what is refused, and all else
 * passes; whether the bucket's rules do it, or an answer that browsers take by the letter (`pre.method-case`, `pre.acah-prefix`) or
 * something in front, only known rules or the raw answer tell.
 */
export type Confidence = 'proof' | 'strong' | 'weak';

/** Where the request was stopped. `none`: nowhere. */
export type Stage = 'local' | 'network' | 'preflight' | 'response' | 'none';

/** What the browser really sends, and why it asks first. */
export interface SentRequest {
  /** Of the page: scheme, host and port, or `null`. */
  readonly origin: string;
  /** As it travels: in capitals where the standard has it so. */
  readonly method: string;
  /** Without query and fragment. */
  readonly url: string;
  /** `Access-Control-Request-Headers` as it travels: lower-case, sorted. */
  readonly unsafeHeaders: readonly string[];
  /** Headers that the page set and the browser drops. */
  readonly droppedHeaders: readonly string[];
  /** Whether the browser asks before it sends. */
  readonly needsPreflight: boolean;
  /** What makes the preflight necessary: the method and header names. */
  readonly preflightCauses: readonly string[];
}

/** What a refusal is about: values which together no rule allows. One member: it is refused by itself. */
export interface Conflict {
  /** In which part of the request it is. */
  readonly kind: 'origin' | 'method' | 'headers';
  /** The values that no rule allows together: header names, lower-case, or the one method or origin. */
  readonly members: readonly string[];
  /** Methods that were seen to pass from this origin; perhaps more do. Only for `method`. */
  readonly passing?: readonly string[];
}

/**
 * What a piece of evidence is about. `page`: what the page itself forbids. `reach`: a GET that needs no permission.
 * `preflight`: a probe. `signature`: a probe with the real signature. `rules`: reading the bucket's rules.
 * `redirect`, `answer`: what came after the preflight, where it was recorded. `kept`: the address itself, out of whatever
 * cache answers; `fresh`: the same, past the browser's own cache. `status`: the address loaded where only its status shows.
 * `cookies`: a probe with which cookies go along.
 */
export type EvidenceKind =
  | 'page'
  | 'reach'
  | 'preflight'
  | 'signature'
  | 'rules'
  | 'redirect'
  | 'answer'
  | 'kept'
  | 'fresh'
  | 'status'
  | 'cookies';

/** One thing that was seen. */
export interface Evidence {
  /** What was tried. */
  readonly kind: EvidenceKind;
  /** The method of the request that was tried. */
  readonly method: string;
  /** The header names that the preflight asked for. Empty but for `preflight` and `signature`. */
  readonly headers: readonly string[];
  /** Whether it went through: an answer came, the preflight passed, the rules were read. `null`: that cannot be told. */
  readonly passed: boolean | null;
  /** What the page saw that tells so. `raw`: the answer itself was seen, not by a page. */
  readonly via:
    | 'readable'
    | 'upload'
    | 'timing-entry'
    | 'error'
    | 'opaque'
    | 'timeout'
    | 'event'
    | 'page'
    | 'raw';
  /** The status that could be read. Absent: none could. */
  readonly status?: number;
  /** The origin that was asked for. Absent: the page's own. */
  readonly origin?: string;
  /** The address that was asked, without its query. Absent: that of the request. */
  readonly url?: string;
  /** Time from sending to the outcome, in milliseconds. Absent: nothing was sent, or it was not measured. */
  readonly durationMs?: number;
}

/** Why one rule does not allow the request. */
export interface RuleVerdict {
  /** The rule's place, from 0. */
  readonly index: number;
  /** The rule's `id`, where it has one. */
  readonly id?: string;
  /** What of this rule fails, or is not known to pass on this store. Empty: it allows the request. */
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
  /** The rule that is changed or added, from 0, in `rules`: of several the first that was. */
  readonly changedRule: number;
  /** Whether `rules` holds that rule as a new one. */
  readonly added: boolean;
  /** The values that a changed rule gains, or all that a new rule at the end names; origin, method, headers in this order. */
  readonly grants: readonly {
    /** `exposeHeaders` only where operations were asked for that need to read them. */
    readonly field: 'allowedOrigins' | 'allowedMethods' | 'allowedHeaders' | 'exposeHeaders';
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
  /** Whether preflights were sent from a terminal already, so that asking there once more tells nothing new. Absent: none were. */
  readonly askedRaw?: true;
}

/** The store's error, where the page could read it. */
export interface ReadableError {
  /** Of the answer: 403. */
  readonly status: number;
  /** The store’s own code: `AccessDenied`. Empty: it gave none. */
  readonly serviceCode: string;
  /** What it means, whichever store says so. */
  readonly kind: StoreErrorKind;
}

/** Something worth knowing beside the cause. */
export interface DiagnosisNote {
  /** What it is about, for programs: listed in `docs/causes.md`. */
  readonly code: NoteCode;
  /** What it is about: header names, a method, a number of seconds. Empty: nothing in particular. */
  readonly value: string;
}

/**
 * What the answers themselves showed, where they were seen raw: none of this can a page read. Texts that may hold a key, a
 * token or a signature have `<hidden>` in its place; bodies are not kept.
 */
export interface RawFinding {
  /** The status of the answer that was refused, or of the last one. `null`: none came. */
  readonly status: number | null;
  /** The step of the Fetch standard that failed, as `checkCors()` names it. Empty: none. */
  readonly refusal: string;
  /** What that step is about: the header's content, the method, the header name. Empty: nothing. */
  readonly value: string;
  /** The store's own code, such as `AccessForbidden`. Empty: the body named none. */
  readonly serviceCode: string;
  /** What that code means, whichever store says so. */
  readonly kind: StoreErrorKind;
  /** The `Server` header. Empty: none. */
  readonly server: string;
  /** Whether it is known who answered. `store`: the answer has the marks of an object store. `other`: it has those of none. */
  readonly answeredBy: 'store' | 'other' | 'nobody';
  /** The address, endpoint or region that the answer names instead. Empty: none. */
  readonly elsewhere: string;
  /** What went wrong below HTTP, as the recorder named it: `net::ERR_NAME_NOT_RESOLVED`, `ECONNREFUSED`. Empty: nothing. */
  readonly failure: string;
  /** An origin like the page's that the store does allow. Empty: none was found. */
  readonly allowedOrigin: string;
}

/** The result of a diagnosis: a value, never a thrown error. It holds no secret, token or signature. */
export interface Diagnosis {
  /** The kind of store that was asked, as the command line calls it: `oss`. Absent: not told. */
  readonly store?: string;
  /** The cause, for programs: listed in `docs/causes.md`. */
  readonly code: DiagnosisCode;
  /** How far the request came. */
  readonly stage: Stage;
  /** How sure it is. `proof`: the evidence admits no other code. */
  readonly confidence: Confidence;
  /** What the browser really sends. */
  readonly request: SentRequest;
  /** What no rule allows together. Empty: not a matter of single parts, or not found. */
  readonly conflicts: readonly Conflict[];
  /** In the order in which the probes ended. */
  readonly evidence: readonly Evidence[];
  /** The rules looked at: given, or read from the bucket. `null`: not known. */
  readonly rules: readonly CorsRule[] | null;
  /** What stands beside them, where that is known: as in `CorsConfiguration`. */
  readonly responseVary?: boolean;
  /** One entry a rule. Empty when the rules are not known. */
  readonly ruleVerdicts: readonly RuleVerdict[];
  /** Least privilege first. Empty when no change of rules mends it. */
  readonly repairs: readonly Repair[];
  /** The store's error answer, where the page could read it. `null`: there was none. */
  readonly readableError: ReadableError | null;
  /** Whether a request with the real signature was sent too. Otherwise nothing is said of the signature. */
  readonly signatureChecked: boolean;
  /** Whether the store was seen to refuse a signature without CORS headers, so that a page cannot read why. */
  readonly hidesSignatureErrors: boolean;
  /** What stays open, and the command that decides it. `null`: nothing does. */
  readonly undecided: Undecided | null;
  /** What is worth knowing beside the cause, in no order of weight. */
  readonly notes: readonly DiagnosisNote[];
  /** What the raw answers showed. `null`: they were not seen, as in a page. */
  readonly raw: RawFinding | null;
}
