import type { Wording } from '../../model/wording.js';

/** A request that shows a difference, as a browser's preflight asks. */
export interface ExampleRequest {
  /** Of the page: scheme, host and port. */
  readonly origin: string;
  /** In capitals: `PUT`. */
  readonly method: string;
  /** The names of headers that the preflight asks for. */
  readonly headers: readonly string[];
}

/**
 * What a conversion loses or changes.
 *
 * - `id-dropped`: the rule's name has no place.
 * - `origins-split`: the rule is written as several, one for each origin.
 * - `response-vary-dropped`: there is no switch for `Vary`.
 * - `vary-lost`: answers named the origin in `Vary` without being told to, and no more do.
 * - `header-case`: the store gives the name back in lower case.
 * - `headers-merged`: one list stands for the headers that may be sent and those that may be read.
 * - `method-star-expanded`: `*` is written as every method that rules know.
 * - `method-dropped`: the store takes no such method, or it did nothing before.
 * - `origin-wildcard`: a `*` within an origin is no wildcard there. `origin-dropped`: it was none before.
 * - `header-wildcard`: whether a `*` within a header name is a wildcard is not known of one of the two stores.
 * - `rule-dropped`: nothing is left of the rule that could allow a request.
 * - `decides-otherwise`: a request is answered otherwise, as `example` shows: the stores read the same rules differently.
 * - `too-many-rules`, `document-too-large`: the store takes less.
 */
export type CorsLossCode =
  | 'id-dropped'
  | 'origins-split'
  | 'response-vary-dropped'
  | 'vary-lost'
  | 'header-case'
  | 'headers-merged'
  | 'method-star-expanded'
  | 'method-dropped'
  | 'origin-wildcard'
  | 'origin-dropped'
  | 'header-wildcard'
  | 'rule-dropped'
  | 'decides-otherwise'
  | 'too-many-rules'
  | 'document-too-large';

/** One thing that is not the same after a conversion. */
export interface CorsLoss {
  /** What is lost, for programs. */
  readonly code: CorsLossCode;
  /** Where in the configuration that was converted: `rules[0].id`, `responseVary`. */
  readonly path: string;
  /** The value that it is about, shortened, as text. */
  readonly value: string;
  /**
   * What it does to pages: `none`, they may do what they could; `less` or `more`, than before; `refused`, the store takes none
   * of the document; `unknown`, that depends on what is not known of a store.
   */
  readonly effect: 'none' | 'less' | 'more' | 'refused' | 'unknown';
  /** What is lost, and what to do about it. One or two sentences. */
  readonly message: string;
  /** The message as data, so that it can be said in other languages: `corsLossInWords()` does. */
  readonly wording: Wording;
  /** A request that is answered otherwise, with `decides-otherwise`. */
  readonly example?: ExampleRequest;
}
