/**
 * A duration in seconds. From one second, where the vendors want 900, so that a test can see a token end.
 *
 * @returns `null` when it is no whole number, or more than `maxSeconds`.
 */
export function readDuration(text: string, maxSeconds: number): number | null {
  const seconds = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= maxSeconds ? seconds : null;
}
