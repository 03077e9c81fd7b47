import { isToken } from '../../../fetch-standard/is-token.js';
import { worded } from '../../../model/wording.js';
import { effectOf } from '../effect-of.js';
import { replacement } from '../fixes.js';
import type { Finding, TakingStore } from '../lint.js';
import { entriesOf, type LintedConfiguration } from '../linted-configuration.js';

const STANDARD = 'https://www.rfc-editor.org/rfc/rfc9110.html#name-tokens';

/** Request header names that are none, or that the store does not take. */
export function* headerSpelling(
  configuration: LintedConfiguration,
  { corsLimits, ruleSemantics }: TakingStore,
): Generator<Finding> {
  const { source } = corsLimits;
  for (const entry of entriesOf(configuration, 'allowedHeaders')) {
    const { text, path } = entry;
    const place = { path, value: text };
    const parts = listedNames(text);
    if (parts !== null) {
      const message = 'must be one name: give each an entry of its own';
      const fix = replacement('allowedHeaders', entry, parts, true);
      yield {
        ...place,
        code: 'cors.header.list',
        message,
        effect: 'never-matches',
        source: STANDARD,
        ...fix,
      };
    } else if (!isToken(text)) {
      const message = 'must be a header name, with "*" for any run of characters';
      yield { ...place, code: 'cors.header.token', message, effect: 'never-matches', source: STANDARD };
    } else if (text.split('*').length > 2) {
      const effect = effectOf(corsLimits.severalStars, 'never-matches');
      const message = 'may hold one "*" only';
      yield { ...place, code: 'cors.header.several-stars', message, effect, limit: 1, source };
    } else if (text !== '*' && text.includes('*') && ruleSemantics.headerWildcard === 'unknown') {
      const message = 'may not match: only "*" by itself is documented for this store';
      yield { ...place, code: 'cors.header.star-within', message, effect: 'may-not-match', source };
    }
    const { headerCharacters: forbidden } = corsLimits;
    if (forbidden?.pattern.test(text) === true) {
      const message = worded`holds a character that the store's pages do not allow here: ${forbidden.pattern.source}`;
      const effect = effectOf(forbidden.reaction, 'useless');
      yield { ...place, code: 'cors.header.characters', message, effect, source };
    }
  }
}

/** The names of a text that holds several, or blanks around one; `null`: it does not. */
export function listedNames(text: string): string[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  const isPlain = parts.length === 1 && parts[0] === text;
  return parts.length > 0 && !isPlain && parts.every(isToken) ? parts : null;
}
