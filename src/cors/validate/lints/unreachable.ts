import { worded } from '../../../model/wording.js';
import { compileRules } from '../../../rules/compile-rules.js';
import { removal } from '../fixes.js';
import { isComparable, MOST_RULES, MOST_VALUES } from '../is-comparable.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import { witnessesOf } from '../witnesses.js';

/** Rules, and origins of rules, from which earlier rules take every request: proven by the store's own selection. */
export function* unreachable(configuration: LintedConfiguration, store: LintedStore): Generator<Finding> {
  const { corsRules, rules } = configuration;
  if (!isComparable(configuration)) {
    const message = worded`are too many to be held against one another, at most ${MOST_RULES} with ${MOST_VALUES} values: which hides which was not looked at`;
    const place = { path: 'rules', value: rules.length, limit: MOST_RULES };
    yield { ...place, code: 'cors.rules.not-compared', message, effect: 'useless' };
    return;
  }
  if (corsRules === null) return;
  const witnesses = witnessesOf(corsRules);
  const compiled = compileRules(corsRules, store);
  const byOrigin = store.ruleSemantics.selection === 'first-match-of-origin';
  for (const rule of rules) {
    if (rule.index === 0) continue;
    const takers = witnesses(rule.index).map(({ place, ...witness }) => {
      const { decidingRule, doubts } = compiled.evaluate(witness);
      const isTaken = decidingRule !== null && decidingRule < rule.index && doubts.length === 0;
      return { place, taker: isTaken ? decidingRule : null };
    });
    const first = takers[0]?.taker;
    if (takers.every(({ taker }) => taker !== null) && typeof first === 'number') {
      const message = byOrigin
        ? worded`is never reached: this store asks only the first rule for an origin, rules[${first}]; put all for it into that`
        : worded`is never reached: rules[${first}] and those before it take all its requests`;
      // On a store that asks one rule only, what this one was to grant is missing: it must be merged, not thrown away.
      const fix = byOrigin
        ? {}
        : {
            fix: { edits: [{ kind: 'remove-rule', rule: rule.index } as const], automatic: true, grants: [] },
          };
      yield {
        code: 'cors.rules.unreachable',
        path: rule.path,
        value: 'a rule',
        shown: 'a rule',
        message,
        effect: 'useless',
        ...fix,
      };
      continue;
    }
    for (const entry of rule.lists.allowedOrigins) {
      const own = takers.filter(({ place }) => place === entry.index);
      const taker = own[0]?.taker;
      if (own.some((one) => one.taker === null) || typeof taker !== 'number') continue;
      const message = worded`is never reached in this rule: rules[${taker}] and those before it take all its requests`;
      const fix = byOrigin ? {} : removal('allowedOrigins', { ...entry, rule });
      yield {
        code: 'cors.origin.shadowed',
        path: entry.path,
        value: entry.text,
        message,
        effect: 'useless',
        ...fix,
      };
    }
  }
}
