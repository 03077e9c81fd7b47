import { isForbiddenHeader } from '../../../fetch-standard/forbidden-header.js';
import { addition, removal } from '../fixes.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';

const FORBIDDEN = 'https://fetch.spec.whatwg.org/#forbidden-request-header';
const SAFELIST = 'https://fetch.spec.whatwg.org/#cors-safelisted-request-header';
const WILDCARD = 'https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name';
/** Those whose usual values need no permission. `Content-Type` and `Range` often do. */
const SAFELISTED = new Set(['accept', 'accept-language', 'content-language']);
/** Answers have these; no request does. */
const OF_RESPONSES =
  /^(access-control-(allow-.*|expose-headers|max-age)|etag|last-modified|x-(amz|oss|cos|qs)-request-id)$/;

/** Allowed request headers that change nothing, and what `*` will not do for ever. */
export function* headersUseless(
  { rules }: LintedConfiguration,
  { signer, ruleSemantics }: LintedStore,
  { signing = 'headers' }: WantedCors,
): Generator<Finding> {
  const signsByIt = signing === 'headers' && signer.headerNames.includes('authorization');
  for (const rule of rules) {
    const names = rule.lists.allowedHeaders;
    const star = names.find(({ text }) => text === '*');
    // Where one list stands for answers too, a name that is of no use to requests may be of use to these.
    for (const entry of ruleSemantics.sharedHeaderList ? [] : names) {
      const { text, path } = entry;
      const lower = text.toLowerCase();
      const useless = (code: Finding['code'], message: string, source?: string): Finding => ({
        ...{ code, path, value: text, message, effect: 'useless' },
        ...(source === undefined ? {} : { source }),
        ...removal('allowedHeaders', { ...entry, rule }),
      });
      if (isForbiddenHeader(lower, '')) {
        yield useless(
          'cors.header.forbidden',
          'is of no use: no page can set it, and no browser asks for it',
          FORBIDDEN,
        );
      } else if (SAFELISTED.has(lower)) {
        yield useless('cors.header.safelisted', 'needs no permission, unless its value is unusual', SAFELIST);
      } else if (OF_RESPONSES.test(lower)) {
        const message = 'is a header of answers: expose it if pages are to read it; requests have none';
        yield useless('cors.header.of-responses', message);
      } else if (star !== undefined && lower !== '*' && lower !== 'authorization') {
        yield useless('cors.header.covered', 'is covered by "*" of the same rule');
      }
    }
    const hasName = names.some(({ text }) => text.toLowerCase() === 'authorization');
    if (star !== undefined && !hasName && signsByIt) {
      const message =
        'allows Authorization only as long as browsers let it: the standard wants that name beside the star';
      const fix = addition('allowedHeaders', rule.index, ['authorization'], true);
      yield {
        ...{
          code: 'cors.header.authorization-star',
          path: star.path,
          value: '*',
          message,
          effect: 'lacking',
        },
        source: WILDCARD,
        ...fix,
      };
    }
  }
}
