/**
 * What the work gives, or the signal's reason as soon as that is aborted. The work itself goes on: others may wait for it.
 *
 * @param signal - Absent: the work alone decides.
 */
export function untilAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    // Signals may live as long as the page, and would keep every listener that is left on them.
    const forget = () => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(forget);
  });
}
