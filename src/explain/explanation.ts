/** A diagnosis in words. Every text is one or more whole sentences without markup. */
export interface Explanation {
  /** What it is, in one sentence that names the values. */
  readonly headline: string;
  /** How that came about, and what the evidence is worth. */
  readonly whatHappened: readonly string[];
  /** What to do, first things first. Never empty but for `ok.allowed`. */
  readonly whatToDo: readonly string[];
  /** What is worth knowing beside the cause. */
  readonly besides: readonly string[];
  /** Pages that say more: the standard, MDN, the vendor. */
  readonly docs: readonly string[];
}
