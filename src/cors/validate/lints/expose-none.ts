import { effectOf } from '../effect-of.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

/** Rules that expose no header, on stores that may want one. */
export function* exposeNone({ rules }: LintedConfiguration, { corsLimits }: LintedStore): Generator<Finding> {
  const { noExposeHeaders, source } = corsLimits;
  if (noExposeHeaders === 'taken') return;
  for (const { lists, path: rulePath } of rules) {
    if (lists.exposeHeaders.length > 0) continue;
    const path = `${rulePath}.exposeHeaders`;
    const message = "is empty: the store's reference calls it required; expose at least one name";
    const effect = effectOf(noExposeHeaders, 'useless');
    yield { code: 'cors.expose.none', path, value: undefined, message, effect, source };
  }
}
