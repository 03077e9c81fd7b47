import type { CorsResponse } from '../model/cors-exchange.js';
import type { RefusalAnswer } from './rule-semantics.js';
import type { RuleTrace } from './trace-rule.js';

/**
 * What is not known of a store and matters to an answer. `origin-case`: whether capitals in a rule's origin count.
 * `header-wildcard`: whether a `*` within a header name is a wildcard. `rule-selection`: which rules it asks after the first
 * one for the origin. `default-rules`: what a bucket without rules allows besides the usual methods. `presigned-signature`:
 * whether the store accepts the signature in the URL, if it checks it already on the preflight, which of some is not known.
 */
export type Doubt =
  | 'origin-case'
  | 'header-wildcard'
  | 'rule-selection'
  | 'default-rules'
  | 'presigned-signature';

/** What a store answers to a request under its rules, and why. */
export interface Evaluation {
  /** Whether the store puts its CORS headers on the answer. `null`: what is not known of the store decides. */
  readonly allowed: boolean | null;
  /**
   * The rule that decided, from 0: the one that matched, or, on a store that picks by less, the one picked that then
   * refused. `null`: none was picked. With doubts, the likeliest one.
   */
  readonly decidingRule: number | null;
  /**
   * The preflight's answer; for an actual request, its CORS headers under the status 200, as though the store had
   * carried it out (stores carry out requests of origins they do not know).
   */
  readonly response: CorsResponse;
  /**
   * Further answers that the store may give instead, as far as it is known. Mostly empty. Where `allowed` is `null`, there is
   * one among these and `response` that allows, and one that refuses.
   */
  readonly alternatives: readonly CorsResponse[];
  /** What is not known of the store, and may make the answer another one. Mostly empty. */
  readonly doubts: readonly Doubt[];
  /**
   * `response` with the error that its body names, where it is the refusal of a preflight; else `null`. Where `allowed` is
   * `null`, this is no fact: it tells only whether refusing is likelier.
   */
  readonly refusal: RefusalAnswer | null;
  /** Every rule, in order. Made when it is looked at. */
  readonly trace: readonly RuleTrace[];
  /** The places of all rules, that nearest to allowing the request first. Made when it is looked at. */
  readonly nearest: readonly number[];
}
