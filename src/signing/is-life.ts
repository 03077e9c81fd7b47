/** A hundred years: no scheme is known to take more, and a date has room for it. */
export const LONGEST_SECONDS = 3_153_600_000;

/** Whether that is a life in seconds: a whole number from 1 to the longest. */
export function isLife(expiresInSeconds: unknown, maxSeconds: number = LONGEST_SECONDS): boolean {
  return (
    typeof expiresInSeconds === 'number' &&
    Number.isInteger(expiresInSeconds) &&
    expiresInSeconds >= 1 &&
    expiresInSeconds <= maxSeconds
  );
}
