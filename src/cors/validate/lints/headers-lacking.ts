import { effectOf } from '../effect-of.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration, LintedEntry } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';
import { type WantedRequest, wantedRequests } from '../wanted-requests.js';
import { NO_HEADERS } from './headers-none.js';

/**
 * Rules that allow no header, of use only where it is known that none is asked for: those that write, and all of them where
 * it is not known whether the store takes such a rule. Vendors' pages contradict each other there, and a store that refuses one
 * says so at once: no reason to warn of a rule that is enough.
 */
export function* headersLacking(
  { rules }: LintedConfiguration,
  store: LintedStore,
  wanted: WantedCors,
): Generator<Finding> {
  const { noAllowedHeaders, source } = store.corsLimits;
  if (noAllowedHeaders === 'refused') return;
  const requests = wantedRequests(store, wanted);
  for (const { lists, path: rulePath } of rules) {
    const isWriting = lists.allowedMethods.some(({ text }) => /^(PUT|POST|DELETE|\*)$/.test(text));
    const isOfNoMatter = noAllowedHeaders === 'taken' && !isWriting;
    if (lists.allowedHeaders.length > 0 || isOfNoMatter || isEnough(lists.allowedOrigins, requests)) continue;
    const path = `${rulePath}.allowedHeaders`;
    yield {
      code: 'cors.header.none',
      path,
      value: undefined,
      message: NO_HEADERS,
      effect: effectOf(noAllowedHeaders, 'lacking'),
      source,
    };
  }
}

/** Whether something is told to be wanted, and none of it by the rule's origins with a header. */
function isEnough(origins: readonly LintedEntry[], requests: readonly WantedRequest[]): boolean {
  const named = new Set(origins.map(({ text }) => text));
  return (
    requests.length > 0 && requests.every(({ origin, headers }) => headers.length === 0 || !named.has(origin))
  );
}
