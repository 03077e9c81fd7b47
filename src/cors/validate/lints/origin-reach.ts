import { worded } from '../../../model/wording.js';
import type { Finding, LintedStore } from '../lint.js';
import {
  entriesOf,
  type LintedConfiguration,
  type LintedEntry,
  type LintedRule,
} from '../linted-configuration.js';
import { originFaults } from '../origin-faults.js';
import { isSharedSuffix } from './shared-suffixes.js';

const ANY_SITE = /^(\*|(https?|\*|https?\*):\/\/\*|https?(:\/?)?\*)$/;
const LOOPBACK = /^[a-z*]+:\/\/(localhost|[^/]*\.localhost|127(\.\d+){3}|\[::1\])(:|$)/;

/** Origins that let in more pages than was meant. */
export function* originReach(configuration: LintedConfiguration, store: LintedStore): Generator<Finding> {
  const isPublic = hasPublicOrigin(configuration);
  for (const entry of entriesOf(configuration, 'allowedOrigins')) {
    const { text, path, rule } = entry;
    if (text.split('*').length > 2 || originFaults(text).length > 0) continue;
    if (store.ruleSemantics.originWildcard === 'whole' && text.includes('*') && text !== '*') continue;
    const found = (code: Finding['code'], message: Finding['message']): Finding => ({
      ...{ code, path, value: text, message, effect: 'dangerous' },
    });
    if (ANY_SITE.test(text)) {
      const writing = writingMethods(rule);
      if (writing.length > 0) {
        yield found(
          'cors.origin.star-writes',
          worded`lets the scripts of any page send ${writing.join(', ')}: name the origins`,
        );
      }
      continue;
    }
    yield* wildcardReach(text, found);
    if (/^http:/.test(text) && !LOOPBACK.test(text)) {
      yield found(
        'cors.origin.insecure',
        'is not encrypted: whoever is on the way can put scripts into its pages',
      );
    }
    if (text === 'null') {
      yield found('cors.origin.null', 'is the origin of every sandboxed frame and local file, so of anyone');
    }
    if (LOOPBACK.test(text) && isPublic) {
      yield found(
        'cors.origin.loopback',
        'is for development: whatever runs on a visitor’s own computer is let in too',
      );
    }
  }
}

function* wildcardReach(
  text: string,
  found: (code: Finding['code'], message: Finding['message']) => Finding,
): Generator<Finding> {
  const star = text.indexOf('*');
  if (star < 0) return;
  const before = text.slice(0, star);
  const after = text.slice(star + 1);
  const isBeforeHost = before === '' || /:\/\/$/.test(before) || /^https?(:\/?)?$/.test(before);
  if (!before.includes('://') && after.includes('://')) {
    yield found('cors.origin.star-in-scheme', 'lets the same host in by any scheme, http among them');
    return;
  }
  const host = after.replace(/:\d*$/, '');
  if (isBeforeHost && /^[.]/.test(host) && isSharedSuffix(host.slice(1))) {
    yield found(
      'cors.origin.shared-suffix',
      worded`lets strangers in: anyone can have a host that ends in "${host}"`,
    );
  } else if (host === '' && !/:$/.test(before)) {
    yield found(
      'cors.origin.star-at-end',
      worded`lets in every host that begins so, such as ${before}.evil.example`,
    );
  } else if (isBeforeHost && !host.startsWith('.')) {
    yield found(
      'cors.origin.star-without-dot',
      worded`lets in every host that ends so, such as evil${host}: write "*.${host}"`,
    );
  }
}

function writingMethods(rule: LintedRule): string[] {
  return rule.lists.allowedMethods
    .map(({ text }) => text)
    .filter((text) => ['PUT', 'DELETE', '*'].includes(text));
}

/** Whether the configuration is of a site that the public uses, and not of a developer's machine alone. */
function hasPublicOrigin(configuration: LintedConfiguration): boolean {
  const isPublic = ({ text }: LintedEntry) => /^https:/.test(text) && !LOOPBACK.test(text);
  return [...entriesOf(configuration, 'allowedOrigins')].some(isPublic);
}
