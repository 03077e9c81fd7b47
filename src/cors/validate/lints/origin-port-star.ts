import { effectOf } from '../effect-of.js';
import type { Finding, TakingStore } from '../lint.js';
import { entriesOf, type LintedConfiguration } from '../linted-configuration.js';

/** A star in place of the port: any program on that host is let in, and some stores refuse it. */
export function* originPortStar(
  configuration: LintedConfiguration,
  { corsLimits }: TakingStore,
): Generator<Finding> {
  for (const { text, path } of entriesOf(configuration, 'allowedOrigins')) {
    if (!/:\/\/[^*]+:[^:\]]*\*/.test(text) || text.split('*').length > 2) continue;
    const effect = effectOf(corsLimits.originPortStar, 'dangerous');
    const message = 'lets every port of that host in: name the ports that are used';
    const { source } = corsLimits;
    yield { code: 'cors.origin.star-in-port', path, value: text, message, effect, source };
  }
}
