import { worded } from '../../../model/wording.js';
import { compileRules } from '../../../rules/compile-rules.js';
import { isComparable } from '../is-comparable.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import { witnessesOf } from '../witnesses.js';

/**
 * Exposed headers that no answer names: requests other than preflights name no headers, so that an earlier rule for the
 * same origin and method answers them, which exposes less.
 */
export function* exposeShadowed(configuration: LintedConfiguration, store: LintedStore): Generator<Finding> {
  const { corsRules, rules } = configuration;
  if (corsRules === null || !isComparable(configuration)) return;
  const witnesses = witnessesOf(corsRules);
  const compiled = compileRules(corsRules, store);
  for (const rule of rules) {
    if (rule.index === 0 || rule.lists.exposeHeaders.length === 0) continue;
    const all = witnesses(rule.index).map(({ origin, method }) => {
      const { decidingRule, doubts } = compiled.evaluate({ kind: 'actual', origin, method: method ?? '' });
      return doubts.length > 0 ? rule.index : (decidingRule ?? rule.index);
    });
    const deciders = [...new Set(all)];
    for (const { text, path } of rule.lists.exposeHeaders) {
      const lacks = (index: number) =>
        index < rule.index && !(corsRules[index]?.exposeHeaders ?? []).some((name) => sameName(name, text));
      if (deciders.length === 0 || !deciders.every(lacks)) continue;
      const message = worded`is never exposed: rules[${String(deciders[0])}] answers these requests, and does not expose it`;
      yield { code: 'cors.expose.shadowed', path, value: text, message, effect: 'lacking' };
    }
  }
}

function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
