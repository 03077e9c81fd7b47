import type { Finding, TakingStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

export const NO_HEADERS = 'is empty: every preflight that asks for a header, be it Content-Type, is refused';

/** Rules that allow no header, where the store refuses those. Where that is not known, `headersLacking` tells it. */
export function* headersNone(
  { rules }: LintedConfiguration,
  { corsLimits }: TakingStore,
): Generator<Finding> {
  const { noAllowedHeaders, source } = corsLimits;
  if (noAllowedHeaders !== 'refused') return;
  for (const { lists, path: rulePath } of rules) {
    if (lists.allowedHeaders.length > 0) continue;
    const path = `${rulePath}.allowedHeaders`;
    yield {
      code: 'cors.header.none',
      path,
      value: undefined,
      message: NO_HEADERS,
      effect: 'refused',
      source,
    };
  }
}
