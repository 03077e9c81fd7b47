import { compileRules } from '../../../rules/compile-rules.js';
import { removal } from '../fixes.js';
import { isComparable } from '../is-comparable.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';
import { wantedRequests } from '../wanted-requests.js';

/** Methods that a rule for the wanted origins grants and no wanted request uses. */
export function* wantedUnused(
  configuration: LintedConfiguration,
  store: LintedStore,
  wanted: WantedCors,
): Generator<Finding> {
  const { operations = [], origins = [] } = wanted;
  const { corsRules, rules } = configuration;
  if (corsRules === null || !isComparable(configuration) || operations.length === 0 || origins.length === 0)
    return;
  const used = new Set(wantedRequests(store, wanted).map(({ method }) => method));
  const compiled = compileRules(corsRules, store);
  for (const rule of rules) {
    for (const entry of rule.lists.allowedMethods) {
      const { text: method, path } = entry;
      if (used.has(method)) continue;
      const isTheirs = origins.some(
        (origin) => compiled.evaluate({ kind: 'actual', origin, method }).decidingRule === rule.index,
      );
      if (!isTheirs) continue;
      const message = 'is granted, and nothing that is wanted uses it';
      const { fix } = removal('allowedMethods', { ...entry, rule });
      const guess = fix === undefined ? {} : { fix: { ...fix, automatic: false } };
      yield {
        code: 'cors.wanted.unused-method',
        path,
        value: method,
        message,
        effect: 'dangerous',
        ...guess,
      };
    }
  }
}
