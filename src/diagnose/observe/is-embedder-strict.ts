/**
 * Whether the page's `Cross-Origin-Embedder-Policy` stops requests without CORS to stores that say nothing of it. Firefox tells
 * only where the page is isolated from other origins.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#embedder-policy-value
 */
export async function isEmbedderStrict(): Promise<boolean> {
  if (globalThis.crossOriginIsolated === true) return true;
  if (typeof ReportingObserver === 'undefined') return false;
  let isReported = false;
  const observer = new ReportingObserver(
    (reports) => {
      isReported ||= reports.some(({ type }) => type === 'coep');
    },
    { types: ['coep'], buffered: true },
  );
  observer.observe();
  // What was reported before comes in a task of its own.
  await new Promise((resolve) => setTimeout(resolve, 0));
  observer.disconnect();
  return isReported;
}
