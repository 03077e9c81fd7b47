import { worded } from '../../../model/wording.js';
import { covers } from '../covers.js';
import { removal } from '../fixes.js';
import { isComparable } from '../is-comparable.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration, LintedEntry, LintedRule } from '../linted-configuration.js';
import { originFaults } from '../origin-faults.js';

/** Origins of one rule beside one another. */
export function* originCompany(configuration: LintedConfiguration, store: LintedStore): Generator<Finding> {
  if (store.ruleSemantics.originWildcard === 'whole' || !isComparable(configuration)) return;
  for (const rule of configuration.rules) {
    const origins = rule.lists.allowedOrigins;
    const star = origins.find(({ text }) => text === '*');
    if (star !== undefined && origins.some(({ text }) => text !== '*')) {
      const message = 'makes the other origins of this rule needless: remove it, or them';
      yield { code: 'cors.origin.star-with-others', path: star.path, value: '*', message, effect: 'useless' };
    }
    yield* bothSchemes(rule);
    for (const entry of origins) {
      const { text, path } = entry;
      const wider = origins.find((other) => other.text !== '*' && covers(other.text, text));
      if (wider !== undefined && star === undefined) {
        const message = worded`is covered by "${wider.text}" of the same rule`;
        const fix = removal('allowedOrigins', { ...entry, rule });
        yield { code: 'cors.origin.covered', path, value: text, message, effect: 'useless', ...fix };
      }
      const apex = text.replace('://*.', '://');
      if (/:\/\/\*\.[^*]+$/.test(text) && originFaults(text).length === 0 && !isNamed(configuration, apex)) {
        const message = worded`does not cover ${apex} itself: name that too, if pages are there`;
        yield { code: 'cors.origin.apex', path, value: text, message, effect: 'lacking' };
      }
    }
  }
}

function* bothSchemes({ lists }: LintedRule): Generator<Finding> {
  const secure = lists.allowedOrigins.find(({ text }) => text === 'https://*');
  const plain = lists.allowedOrigins.find(({ text }) => text === 'http://*');
  if (secure === undefined || plain === undefined) return;
  const message =
    'is together with "https://*" every page there is: keep one of them, or better name the origins';
  yield {
    code: 'cors.origin.both-schemes',
    path: plain.path,
    value: plain.text,
    message,
    effect: 'dangerous',
  };
}

function isNamed({ rules }: LintedConfiguration, origin: string): boolean {
  const matches = ({ text }: LintedEntry) => text === origin || text === '*' || covers(text, origin);
  return rules.some(({ lists }) => lists.allowedOrigins.some(matches));
}
