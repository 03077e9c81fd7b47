import { CORS_METHODS } from '../../../model/cors-methods.js';
import { worded } from '../../../model/wording.js';
import type { CorsIssueEffect } from '../cors-issue.js';
import { effectOf } from '../effect-of.js';
import { mayTakeOver, removal, replacement } from '../fixes.js';
import type { Finding, TakingStore } from '../lint.js';
import {
  entriesOf,
  type LintedConfiguration,
  type LintedEntry,
  type LintedRule,
} from '../linted-configuration.js';

type Place = LintedEntry & { readonly rule: LintedRule };

/** Methods that the store does not know, or no browser sends so. */
export function* methods(configuration: LintedConfiguration, store: TakingStore): Generator<Finding> {
  const { corsLimits } = store;
  const { source, otherMethods: other } = corsLimits;
  for (const entry of entriesOf(configuration, 'allowedMethods')) {
    const { text, path } = entry;
    if (corsLimits.methods.includes(text)) continue;
    const automatic = !mayTakeOver(store, configuration, entry.rule);
    const upper = text.toUpperCase();
    const listed = text.split(/[\s,;|]+/).filter((part) => part !== '');
    const found = (
      code: Finding['code'],
      effect: CorsIssueEffect,
      message: Finding['message'],
      fix: object,
    ): Finding => ({
      ...{ code, path, value: text, message, effect, source },
      ...fix,
    });
    if (listed.length > 1) {
      const known = listed
        .map((part) => part.toUpperCase())
        .filter((part) => corsLimits.methods.includes(part));
      const fix = known.length === 0 ? {} : replacement('allowedMethods', entry, known, automatic);
      yield found(
        'cors.method.list',
        effectOf(other, 'never-matches'),
        'must be one method: give each an entry',
        fix,
      );
    } else if (text === '*') {
      const message = 'must be the methods themselves: the store knows no "*" here';
      yield found('cors.method.star', effectOf(other, 'never-matches'), message, allMethods(entry));
    } else if (upper === 'OPTIONS') {
      const message = 'must be left out: stores refuse a rule that names it, and preflights need none';
      const taken = 'is of no use: preflights need no permission';
      const effect = effectOf(other, 'useless');
      yield found(
        'cors.method.options',
        effect,
        effect === 'useless' ? taken : message,
        withoutOptions(entry),
      );
    } else if (CORS_METHODS.includes(upper)) {
      const message = worded`must be in capitals: ${upper}`;
      const fix = replacement('allowedMethods', entry, [upper], automatic);
      yield found('cors.method.case', effectOf(other, 'never-matches'), message, fix);
    } else if (other !== 'taken') {
      const message = worded`must be one of ${CORS_METHODS.join(', ')}, in capitals`;
      yield found('cors.method.unsupported', effectOf(other, 'never-matches'), message, {});
    }
  }
}

function allMethods(entry: Place): object {
  return replacement('allowedMethods', entry, CORS_METHODS, false);
}

/** A rule must keep a method that is none of these. */
function withoutOptions(entry: Place): object {
  const others = entry.rule.lists.allowedMethods.filter(({ text }) => text.toUpperCase() !== 'OPTIONS');
  return others.length === 0 ? {} : removal('allowedMethods', entry);
}
