import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTimeLimit } from '../../src/waiting/time-limit.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('startTimeLimit', () => {
  it('aborts when the time is up, and says so', () => {
    const { signal, isUp } = startTimeLimit({ timeoutMs: 1000, signal: undefined });
    vi.advanceTimersByTime(999);
    expect([signal.aborted, isUp()]).toEqual([false, false]);
    vi.advanceTimersByTime(1);
    expect([signal.aborted, isUp()]).toEqual([true, true]);
    expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('aborts with the caller’s signal, whose reason it passes on: the time is not up then', () => {
    const caller = new AbortController();
    const { signal, isUp } = startTimeLimit({ timeoutMs: 1000, signal: caller.signal });
    const reason = new Error('enough');
    caller.abort(reason);
    expect([signal.aborted, signal.reason, isUp()]).toEqual([true, reason, false]);
  });

  it('is aborted at once where the caller’s signal is', () => {
    const reason = new Error('enough');
    const { signal, isUp } = startTimeLimit({ timeoutMs: 1000, signal: AbortSignal.abort(reason) });
    expect([signal.reason, isUp()]).toEqual([reason, false]);
  });

  it('ends what is under way, and leaves neither timer nor listener', () => {
    const caller = new AbortController();
    const removed = vi.spyOn(caller.signal, 'removeEventListener');
    const { signal, isUp, end } = startTimeLimit({ timeoutMs: 1000, signal: caller.signal });
    end();
    expect([signal.aborted, isUp(), vi.getTimerCount()]).toEqual([true, false, 0]);
    expect(removed).toHaveBeenCalledExactlyOnceWith('abort', expect.any(Function));
    vi.advanceTimersByTime(1000);
    expect(isUp()).toBe(false);
  });

  it.each([Number.POSITIVE_INFINITY, 2 ** 31, 1e15])('is not up at once when it is %d ms', (timeoutMs) => {
    vi.useRealTimers();
    const asked = vi.spyOn(globalThis, 'setTimeout');
    const { end } = startTimeLimit({ timeoutMs, signal: undefined });
    end();
    // Platforms fire timers of more at once.
    expect(asked.mock.calls.map(([, ms]) => ms)).toEqual([2 ** 31 - 1]);
    asked.mockRestore();
  });
});
