import { effectOf } from '../effect-of.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration, LintedEntry } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';
import { type WantedRequest, wantedRequests } from '../wanted-requests.js';

/** Rules that write and allow no header: every preflight that asks for one is refused, unless it is known that none does. */
export function* headersNone(
  { rules }: LintedConfiguration,
  store: LintedStore,
  wanted: WantedCors,
): Generator<Finding> {
  const { noAllowedHeaders, source } = store.corsLimits;
  const requests = wantedRequests(store, wanted);
  for (const { lists, path: rulePath } of rules) {
    if (lists.allowedHeaders.length > 0) continue;
    const isWriting = lists.allowedMethods.some(({ text }) => /^(PUT|POST|DELETE|\*)$/.test(text));
    const isEnough = !isWriting || isAllWanted(lists.allowedOrigins, requests);
    if (isEnough && noAllowedHeaders === 'taken') continue;
    const message = 'is empty: every preflight that asks for a header, be it Content-Type, is refused';
    const effect = effectOf(noAllowedHeaders, 'lacking');
    yield {
      code: 'cors.header.none',
      path: `${rulePath}.allowedHeaders`,
      value: undefined,
      message,
      effect,
      source,
    };
  }
}

/** Whether something is told to be wanted, and none of it by the rule's origins with a header. */
function isAllWanted(origins: readonly LintedEntry[], requests: readonly WantedRequest[]): boolean {
  const named = new Set(origins.map(({ text }) => text));
  return (
    requests.length > 0 && requests.every(({ origin, headers }) => headers.length === 0 || !named.has(origin))
  );
}
