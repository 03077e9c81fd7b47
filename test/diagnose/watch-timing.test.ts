import { afterEach, describe, expect, it, vi } from 'vitest';
import { watchTiming } from '../../src/diagnose/observe/watch-timing.js';

const URL_OF_PROBE = 'https://store.invalid/photos/a?1';

/** An observer of which the test says what it sees, and when. */
function observeBy(atOnce: readonly object[]) {
  let tell: (entries: readonly object[]) => void = () => {};
  class Observer {
    constructor(callback: (list: { getEntries: () => readonly object[] }) => void) {
      tell = (entries) => callback({ getEntries: () => entries });
    }
    observe() {}
    disconnect() {}
    takeRecords() {
      return atOnce;
    }
  }
  vi.stubGlobal('PerformanceObserver', Observer);
  return (entries: readonly object[]) => tell(entries);
}

function entry(duration: number, name = URL_OF_PROBE) {
  return { name, duration, responseStatus: 0 };
}

describe('the watch for a timing entry', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('tells by the duration whether the request was sent', async () => {
    observeBy([entry(9, 'https://elsewhere.invalid/'), entry(3)]);
    expect(await watchTiming(URL_OF_PROBE)()).toBe(true);
    observeBy([entry(0)]);
    expect(await watchTiming(URL_OF_PROBE)()).toBe(false);
  });

  it('waits for an entry that comes after the failure', async () => {
    const tell = observeBy([]);
    const wasSent = watchTiming(URL_OF_PROBE)();
    tell([entry(9, 'https://elsewhere.invalid/')]);
    tell([entry(3)]);
    expect(await wasSent).toBe(true);
  });

  it('makes nobody wait longer who asked before the watch was ended', async () => {
    vi.useFakeTimers();
    const tell = observeBy([]);
    const watch = watchTiming(URL_OF_PROBE);
    const wasSent = watch();
    void watch();
    tell([entry(3)]);
    expect(await wasSent).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not wait for ever where none comes', async () => {
    vi.useFakeTimers();
    observeBy([]);
    const wasSent = watchTiming(URL_OF_PROBE)();
    await vi.runAllTimersAsync();
    expect(await wasSent).toBe(false);
  });
});
