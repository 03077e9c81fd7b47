import { isSafelistedResponseHeader } from '../../../fetch-standard/readable-headers.js';
import { removal } from '../fixes.js';
import type { Finding, LintedStore } from '../lint.js';
import { entriesOf, type LintedConfiguration } from '../linted-configuration.js';

/** Exposed headers that every page may read anyway, or that none may. */
export function* exposeUseless(
  configuration: LintedConfiguration,
  { ruleSemantics }: LintedStore,
): Generator<Finding> {
  // Where one list stands for requests too, a name that is of no use to answers may be of use to these.
  if (ruleSemantics.sharedHeaderList) return;
  for (const entry of entriesOf(configuration, 'exposeHeaders')) {
    const { text, path } = entry;
    const lower = text.toLowerCase();
    const place = { path, value: text, effect: 'useless' } as const;
    if (isSafelistedResponseHeader(lower)) {
      const message = 'can be read without being exposed';
      const source = 'https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name';
      yield { ...place, code: 'cors.expose.safelisted', message, source, ...removal('exposeHeaders', entry) };
    } else if (/^set-cookie2?$/.test(lower) || lower.startsWith('access-control-')) {
      const message = lower.startsWith('set-')
        ? 'can never be read by a page'
        : 'is for the browser: pages have no use for it';
      const source = 'https://fetch.spec.whatwg.org/#forbidden-response-header-name';
      yield { ...place, code: 'cors.expose.forbidden', message, source, ...removal('exposeHeaders', entry) };
    }
  }
}
