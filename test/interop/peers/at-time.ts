import { vi } from 'vitest';

/** Signs at a time, for peers that read the clock themselves. Only `Date` is set. */
export async function atTime<Result>(now: Date, sign: () => Result | Promise<Result>): Promise<Result> {
  vi.setSystemTime(now);
  try {
    return await sign();
  } finally {
    vi.useRealTimers();
  }
}
