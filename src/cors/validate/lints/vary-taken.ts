import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

/** `ResponseVary` on a store that has none. */
export function* varyTaken(
  { responseVary }: LintedConfiguration,
  { corsLimits }: LintedStore,
): Generator<Finding> {
  if (!responseVary || corsLimits.responseVary) return;
  const message = 'is lost: this store knows no such setting';
  const fix = { edits: [{ kind: 'response-vary', to: undefined } as const], automatic: true, grants: [] };
  const { source } = corsLimits;
  yield {
    code: 'cors.vary.dropped',
    path: 'responseVary',
    value: true,
    message,
    effect: 'useless',
    source,
    fix,
  };
}
