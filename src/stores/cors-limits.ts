/** What a store does with something in a CORS configuration. `unknown`: neither documented nor seen. */
export type Reaction = 'refused' | 'taken' | 'unknown';

/** Characters that a store does not want in a name, and what it does with a name that holds one. */
export interface ForbiddenCharacters {
  /** Finds one of them. */
  readonly pattern: RegExp;
  /** What the store does with such a name. */
  readonly reaction: Reaction;
}

/**
 * What a store takes in a CORS configuration, as data. `unknown` stands where neither the vendor's pages nor a recorded
 * answer tell: the store then has the last word.
 */
export interface CorsLimits {
  /** The vendor's page that most of this comes from. */
  readonly source: string;
  /** The most rules. */
  readonly rules: number | 'unknown';
  /** The most rules by older pages of the vendor, which some installations still follow. Absent: there are none such. */
  readonly rulesFormerly?: number;
  /** The most bytes of the document. */
  readonly documentBytes: number | 'unknown';
  /** The most characters of a rule's name. `none`: rules have no name there, and lose it. */
  readonly idCharacters: number | 'none' | 'unknown';
  /** The methods that a rule may name, in capitals; `*` among them where it stands for all. */
  readonly methods: readonly string[];
  /** A method that is none of `methods`. */
  readonly otherMethods: Reaction;
  /** An origin that is an empty text. */
  readonly emptyOrigin: Reaction;
  /** Origins as no browser sends them: without scheme, with a path or a slash at the end. Where taken, they never match. */
  readonly oddOrigins: Reaction;
  /** A `*` in place of the port. */
  readonly originPortStar: Reaction;
  /** An origin or a header name with more than one `*`. */
  readonly severalStars: Reaction;
  /** Characters that names of request headers may not hold there, though HTTP allows them. `null`: there are none. */
  readonly headerCharacters: ForbiddenCharacters | null;
  /** The same for exposed names. */
  readonly exposeCharacters: ForbiddenCharacters | null;
  /** A rule that allows no header. */
  readonly noAllowedHeaders: Reaction;
  /** A rule that exposes no header. */
  readonly noExposeHeaders: Reaction;
  /** A rule that does not say for how long a preflight's answer lives. */
  readonly noMaxAge: Reaction;
  /** A `*`, alone or within a name, among the exposed headers. */
  readonly exposeStar: Reaction;
  /** Exposed names that are no header names. */
  readonly oddExposed: Reaction;
  /** The longest life of a preflight's answer. `none`: any number is taken. */
  readonly maxAgeSeconds: number | 'none' | 'unknown';
  /** A `maxAgeSeconds` of 0. */
  readonly zeroMaxAge: Reaction;
  /** A `maxAgeSeconds` below 0. */
  readonly negativeMaxAge: Reaction;
  /** Whether the configuration may ask for `Vary: Origin` on every answer, by `ResponseVary`. */
  readonly responseVary: boolean;
  /** The header of answers by which the vendor finds a request again. */
  readonly requestIdHeader: string;
  /** Whether rules belong to a bucket. `unknown`: in some editions of the store only to the whole server. */
  readonly perBucket: true | 'unknown';
}
