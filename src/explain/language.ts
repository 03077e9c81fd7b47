import type { PreflightCause } from '../fetch-standard/preflight-cause.js';
import type { Confidence, EvidenceKind } from '../model/diagnosis.js';
import type { DiagnosisCode } from '../model/diagnosis-code.js';
import type { StoreErrorKind } from '../model/errors.js';

/**
 * A language that diagnoses are told in: data only, handed in as a value, so that a bundle holds no other one. All
 * languages have the same keys, lines and placeholders.
 */
export interface Language {
  /** Its BCP 47 tag, for the `lang` attribute of a page. */
  readonly tag: string;
  /** What stands between the items of a list, and before its last one. */
  readonly list: { readonly comma: string; readonly and: string; readonly none: string };
  /** What stands between names that are refused together only. */
  readonly together: string;
  /** What stands for a part of the request that is not known, as where only a line of the console is. */
  readonly unknown: { readonly origin: string; readonly method: string; readonly url: string };
  /** A rule by its place, counted from 1: with `{number}`, and `{id}` where it has one. */
  readonly rule: { readonly plain: string; readonly named: string };
  /** Each code in words. */
  readonly causes: Readonly<Record<DiagnosisCode, CauseWords>>;
  /** What makes the browser ask first: with `{name}`, and for what is too long `{bytes}` and `{maxBytes}`. */
  readonly askedBecause: Readonly<Record<PreflightCause['why'], string>>;
  /** What to do about an error of the store, by what it means. */
  readonly advice: Readonly<Record<StoreErrorKind, string>>;
  /** What stands around them. */
  readonly labels: Labels;
  /** What a piece of evidence asked: with `{method}`, `{headers}`, `{origin}` and `{url}`. */
  readonly probes: Readonly<Record<EvidenceKind | 'bare' | 'from' | 'at', string>>;
}

/** The words for one code. */
export interface CauseWords {
  /** The first that can be said is. */
  readonly headline: readonly Line[];
  /** Why it was refused. The first that can be said is. */
  readonly whatHappened: readonly Line[];
  /** What mends it. The first that can be said is. */
  readonly whatToDo: readonly Line[];
}

/**
 * One or two sentences. `{name}` stands for a value; what needs one that is not known is not said. A list: the first that
 * can be said is.
 */
export type Line = Say | { readonly when: Condition; readonly say: Say; readonly otherwise?: Say };

/** One or two sentences with `{name}` for each value; or several such, of which the first is said whose values are known. */
export type Say = string | readonly string[];

/** What a line may depend on. */
export type Condition =
  | 'needs-preflight'
  | 'rules-differ'
  | 'signature-checked'
  | 'signature-unchecked'
  | 'signature-hidden'
  | 'signature-may-be-hidden'
  | 'has-repair'
  | 'several-refused'
  | 'is-open'
  | 'may-be-rules'
  | 'changes-things'
  | 'object-readable'
  | 'object-unreadable';

/** The headings of `toText()`. */
export interface Labels {
  /** How sure it is, in words. */
  readonly confidence: Readonly<Record<Confidence, string>>;
  /** The code and how sure it is: with `{code}` and `{confidence}`. */
  readonly verdict: string;
  /** Over the steps that mend it. */
  readonly whatToDo: string;
  /** Over a repair that is one rule more. */
  readonly ruleToAdd: string;
  /** Over the rules with a repair in them. */
  readonly rulesAfter: string;
  /** What stands over the causes that look the same. */
  readonly alike: string;
  /** Before the command that decides. */
  readonly decide: string;
  /** Over the notes. */
  readonly besides: string;
  /** Over the probes. */
  readonly evidence: string;
  /** Of a probe that went through. */
  readonly passes: string;
  /** Of a probe that did not. */
  readonly refused: string;
  /** Of a probe whose outcome cannot be told. */
  readonly cannotTell: string;
}
