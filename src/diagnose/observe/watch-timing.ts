/**
 * Watches for the timing entry of one request. An observer sees it also when the page's own buffer of entries is full.
 *
 * @returns Ends the watch, and says whether a request that failed had been sent: its entry then has a duration.
 * @see https://www.w3.org/TR/resource-timing/#dom-performanceresourcetiming-responsestatus
 */
export function watchTiming(url: string): () => boolean {
  const entries: PerformanceEntry[] = [];
  const observer = new PerformanceObserver((list) => entries.push(...list.getEntries()));
  observer.observe({ type: 'resource' });
  return () => {
    entries.push(...observer.takeRecords());
    observer.disconnect();
    return entries.some((entry) => entry.name === url && isSentButFailed(entry as PerformanceResourceTiming));
  };
}

/** Whether the entry of a request that failed tells that it had been sent. Only in Firefox. */
export function isSentButFailed({ responseStatus, duration }: PerformanceResourceTiming): boolean {
  return responseStatus === 0 && duration > 0;
}
