/** Where no entry has come by then, none will: it comes within milliseconds of the failure, but often after it. */
const LATEST_MS = 500;

/**
 * Watches for the timing entry of one request. An observer sees it also when the page's own buffer of entries is full.
 *
 * @returns Waits for the entry, ends the watch, and says whether a request that failed had been sent: its entry then has a
 * duration.
 * @see https://www.w3.org/TR/resource-timing/#dom-performanceresourcetiming-responsestatus
 */
export function watchTiming(url: string): () => Promise<boolean> {
  let found: PerformanceEntry | undefined;
  let tell = () => {};
  const look = (entries: PerformanceEntryList) => {
    found ??= entries.find(({ name }) => name === url);
    if (found !== undefined) tell();
  };
  const observer = new PerformanceObserver((list) => look(list.getEntries()));
  observer.observe({ type: 'resource' });
  const end = async () => {
    look(observer.takeRecords());
    if (found === undefined) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, LATEST_MS);
        tell = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    observer.disconnect();
    return found !== undefined && isSentButFailed(found as PerformanceResourceTiming);
  };
  // Who asks and who only ends the watch wait for the same.
  let ended: Promise<boolean> | undefined;
  return () => {
    ended ??= end();
    return ended;
  };
}

/** Whether the entry of a request that failed tells that it had been sent. Only in Firefox. */
export function isSentButFailed({ responseStatus, duration }: PerformanceResourceTiming): boolean {
  return responseStatus === 0 && duration > 0;
}
