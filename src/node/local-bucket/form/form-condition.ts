/** A condition of a form's policy. Field names are lower-case, without `$`. */
export type FormCondition =
  | { readonly kind: 'equals'; readonly field: string; readonly value: string }
  | { readonly kind: 'starts-with'; readonly field: string; readonly prefix: string }
  | { readonly kind: 'one-of'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'none-of'; readonly field: string; readonly values: readonly string[] }
  | { readonly kind: 'length'; readonly minBytes: number; readonly maxBytes: number };
