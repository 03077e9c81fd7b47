import { effectOf } from '../effect-of.js';
import type { Finding, TakingStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

/** Rules that write and allow no header: every preflight that asks for one is refused. */
export function* headersNone(
  { rules }: LintedConfiguration,
  { corsLimits }: TakingStore,
): Generator<Finding> {
  const { noAllowedHeaders, source } = corsLimits;
  for (const { lists, path: rulePath } of rules) {
    if (lists.allowedHeaders.length > 0) continue;
    const isWriting = lists.allowedMethods.some(({ text }) => /^(PUT|POST|DELETE|\*)$/.test(text));
    if (!isWriting && noAllowedHeaders === 'taken') continue;
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
