/**
 * Tells a caller's listener something. An error that it throws ends nothing here: it is reported as the platform reports
 * errors of event listeners, by `reportError()`, or thrown by itself later where there is none (Node).
 *
 * @see https://html.spec.whatwg.org/#dom-reporterror
 */
export function tellListener<Told>(listener: ((told: Told) => unknown) | undefined, told: Told): void {
  try {
    listener?.(told);
  } catch (error) {
    if (typeof reportError === 'function') reportError(error);
    else
      queueMicrotask(() => {
        throw error;
      });
  }
}
