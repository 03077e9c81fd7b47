/** The lists of a rule. */
export type ListField = 'allowedOrigins' | 'allowedMethods' | 'allowedHeaders' | 'exposeHeaders';

/** One change of a configuration, in the numbers of the configuration that was looked at. */
export type CorsEdit =
  /** Other values in place of one; none removes it. */
  | {
      readonly kind: 'replace';
      readonly rule: number;
      readonly field: ListField;
      readonly index: number;
      readonly to: readonly string[];
    }
  /** Further values at the end of a list. */
  | {
      readonly kind: 'add';
      readonly rule: number;
      readonly field: ListField;
      readonly values: readonly string[];
    }
  /** Another life of preflights. */
  | { readonly kind: 'max-age'; readonly rule: number; readonly to: number }
  /** A rule's name goes. */
  | { readonly kind: 'remove-id'; readonly rule: number }
  /** A whole rule goes. */
  | { readonly kind: 'remove-rule'; readonly rule: number }
  /** `ResponseVary` as given; absent where `undefined`. */
  | { readonly kind: 'response-vary'; readonly to: true | undefined };

/** What mends an issue, as data. */
export interface CorsFix {
  /** What to change, each in the configuration as it was given. */
  readonly edits: readonly CorsEdit[];
  /** Whether `fixCors()` applies it. Otherwise it is a guess at what was meant, or takes something away that may be wanted. */
  readonly automatic: boolean;
  /** What pages may do or read with it that they could not without. Mostly empty. */
  readonly grants: readonly { readonly field: ListField; readonly value: string }[];
}
