/** Is told of what went wrong inside a server, where nobody could foresee it. */
export type ErrorListener = (error: unknown) => void;

/** The listener that was given, made so that it never throws: an answer must not be lost because a log failed. */
export function errorListener(given: ErrorListener | undefined): ErrorListener {
  return (error) => {
    try {
      given?.(error);
    } catch {
      // There is nobody else to tell.
    }
  };
}
