import { isToken } from '../../../fetch-standard/is-token.js';
import { worded } from '../../../model/wording.js';
import { effectOf } from '../effect-of.js';
import { replacement } from '../fixes.js';
import type { Finding, TakingStore } from '../lint.js';
import { entriesOf, type LintedConfiguration } from '../linted-configuration.js';
import { listedNames } from './header-spelling.js';

const STANDARD = 'https://fetch.spec.whatwg.org/#http-access-control-expose-headers';

/** Exposed names that are none, or that the store does not take. One that is no name makes browsers drop the whole list. */
export function* exposeSpelling(
  configuration: LintedConfiguration,
  { corsLimits }: TakingStore,
): Generator<Finding> {
  const { source, exposeStar, oddExposed, exposeCharacters: forbidden } = corsLimits;
  for (const entry of entriesOf(configuration, 'exposeHeaders')) {
    const { text, path } = entry;
    const place = { path, value: text };
    const parts = listedNames(text);
    if (parts !== null) {
      const message = 'must be one name: give each an entry of its own';
      const effect = effectOf(oddExposed, 'never-matches');
      const fix = replacement('exposeHeaders', entry, parts, true);
      yield { ...place, code: 'cors.expose.list', message, effect, source, ...fix };
    } else if (text.includes('*')) {
      if (exposeStar === 'taken' && text === '*') continue;
      const message = 'must be a whole header name: stores take no "*" here';
      const effect = effectOf(exposeStar, 'never-matches');
      yield { ...place, code: 'cors.expose.star', message, effect, source };
    } else if (!isToken(text)) {
      const message = 'must be a header name: a browser drops the whole list for it';
      yield {
        ...place,
        code: 'cors.expose.token',
        message,
        effect: effectOf(oddExposed, 'never-matches'),
        source: STANDARD,
      };
    }
    if (forbidden?.pattern.test(text) === true) {
      const message = worded`holds a character that the store's pages do not allow here: ${forbidden.pattern.source}`;
      const effect = effectOf(forbidden.reaction, 'useless');
      yield { ...place, code: 'cors.expose.characters', message, effect, source };
    }
  }
}
