import { effectOf } from '../effect-of.js';
import { mayTakeOver, removal, replacement } from '../fixes.js';
import type { Finding, TakingStore } from '../lint.js';
import { entriesOf, type LintedConfiguration } from '../linted-configuration.js';
import { mendOrigin } from '../mend-origin.js';
import { listedOrigins, originFaults } from '../origin-faults.js';

const STANDARD = 'https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin';

/** Origins that no browser sends: they never match, and some stores refuse them. */
export function* originSpelling(configuration: LintedConfiguration, store: TakingStore): Generator<Finding> {
  const { corsLimits, ruleSemantics } = store;
  for (const entry of entriesOf(configuration, 'allowedOrigins')) {
    const { text, path } = entry;
    if (text.split('*').length > 2 && listedOrigins(text) === null) {
      const effect = effectOf(corsLimits.severalStars, 'never-matches');
      const message = 'may hold one "*" only';
      const { source } = corsLimits;
      yield { code: 'cors.origin.several-stars', path, value: text, message, effect, limit: 1, source };
      continue;
    }
    for (const { code, message } of originFaults(text)) {
      const reaction = code === 'cors.origin.empty' ? corsLimits.emptyOrigin : corsLimits.oddOrigins;
      const isUnsure = code === 'cors.origin.upper-case' && ruleSemantics.originCase === 'unknown';
      const effect = reaction === 'refused' ? 'refused' : isUnsure ? 'may-not-match' : 'never-matches';
      const source = effect === 'refused' ? corsLimits.source : STANDARD;
      yield {
        code,
        path,
        value: text,
        message,
        effect,
        source,
        ...fixOf(text, code, entry, !mayTakeOver(store, configuration, entry.rule)),
      };
    }
    if (text.includes('*') && text !== '*' && ruleSemantics.originWildcard === 'whole') {
      const message = 'must be a whole origin or "*": the store knows no wildcard within one';
      const { source } = corsLimits;
      yield { code: 'cors.origin.star-within', path, value: text, message, effect: 'never-matches', source };
    }
  }
}

function fixOf(
  text: string,
  code: Finding['code'],
  entry: Parameters<typeof replacement>[1],
  automatic: boolean,
): object {
  if (code === 'cors.origin.empty') return removal('allowedOrigins', entry);
  const listed = listedOrigins(text);
  if (listed !== null) {
    const mended = listed.map((part) => (originFaults(part).length === 0 ? part : mendOrigin(part)));
    return mended.every(isGood) ? replacement('allowedOrigins', entry, mended, automatic) : {};
  }
  if (code === 'cors.origin.scheme-missing') {
    const guess = mendOrigin(`https://${text}`);
    return isGood(guess) ? replacement('allowedOrigins', entry, [guess], false) : {};
  }
  const mended = mendOrigin(text);
  return isGood(mended) ? replacement('allowedOrigins', entry, [mended], automatic) : {};
}

/** Whether it can match, and is no wider than what was meant. */
function isGood(origin: string | null): origin is string {
  return origin !== null && originFaults(origin).length === 0 && origin.split('*').length <= 2;
}
