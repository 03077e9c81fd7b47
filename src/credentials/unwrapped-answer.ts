/** An object within an answer, and where it stands there: `credentials.Response.Credentials`. */
export interface AnswerLevel {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/** An answer without its wrappers: the object that should hold the keys, then those around it, which may tell the end. */
export type UnwrappedAnswer = readonly [inner: AnswerLevel, ...around: AnswerLevel[]];
