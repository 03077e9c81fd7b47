/** What the probes alone say about a request's preflight. */
export type Cause =
  /** It passes. `readable`: the store's answer can be read too. */
  | { readonly kind: 'passes'; readonly readable: boolean }
  /** It is refused with every method and no header at all. */
  | { readonly kind: 'all-refused' }
  /** It is refused with this method and no header; these other methods pass. */
  | { readonly kind: 'method'; readonly passing: readonly string[] }
  /** Without headers it passes. Each conflict is a smallest set of names that is refused. */
  | { readonly kind: 'headers'; readonly conflicts: readonly (readonly string[])[] }
  /** The probes failed, contradict each other, or cannot see this. */
  | { readonly kind: 'unknown'; readonly why: 'no-answer' | 'contradiction' | 'masked' };

/** Whether a preflight for this method and these header names passes; `null` when the page cannot tell. */
export type Ask = (method: string, names: readonly string[]) => Promise<Answer>;

export interface Answer {
  readonly passed: boolean | null;
  readonly readable: boolean;
}
