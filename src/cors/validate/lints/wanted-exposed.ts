import type { CorsIssueCode } from '../../../model/cors-issue-code.js';
import { compileRules } from '../../../rules/compile-rules.js';
import { responseHeaders } from '../../../rules/one-header-list.js';
import { addition } from '../fixes.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';
import { wantedRequests } from '../wanted-requests.js';

/** Headers of answers that a page must read, and the rule that answers does not expose. */
export function* wantedExposed(
  { corsRules }: LintedConfiguration,
  store: LintedStore,
  wanted: WantedCors,
): Generator<Finding> {
  if (corsRules === null) return;
  const compiled = compileRules(corsRules, store);
  const { requestIdHeader } = store.corsLimits;
  for (const { origin, method, exposes } of wantedRequests(store, wanted)) {
    const { decidingRule, allowed } = compiled.evaluate({ kind: 'actual', origin, method });
    const rule = decidingRule === null ? undefined : corsRules[decidingRule];
    if (allowed !== true || rule === undefined || decidingRule === null) continue;
    const exposed = store.ruleSemantics.sharedHeaderList ? responseHeaders(rule) : (rule.exposeHeaders ?? []);
    const readable = exposed.map((name) => name.toLowerCase());
    const isRanged = exposes.includes('Content-Range');
    const needed = [
      ...exposes,
      ...(isRanged ? ['Accept-Ranges'] : []),
      ...((wanted.operations ?? []).length === 0 ? [] : [requestIdHeader]),
    ];
    for (const name of needed.filter(
      (one) => !readable.includes('*') && !readable.includes(one.toLowerCase()),
    )) {
      const [code, message] = WHY[name.toLowerCase()] ?? ASKED;
      const path = `rules[${decidingRule}].exposeHeaders`;
      const fix = addition('exposeHeaders', decidingRule, [name], true);
      yield { code, path, value: name, message, effect: 'lacking', ...fix };
    }
  }
}

const WHY: Readonly<Record<string, readonly [CorsIssueCode, string]>> = {
  etag: [
    'cors.wanted.etag',
    'must be exposed by the rule that answers: without it a multipart upload cannot end',
  ],
  'content-range': [
    'cors.wanted.range',
    'must be exposed by the rule that answers: without it a range cannot be placed',
  ],
  'accept-ranges': [
    'cors.wanted.accept-ranges',
    'is not exposed: with it a page sees that a download can go on where it broke off',
  ],
};
const ASKED = [
  'cors.wanted.request-id',
  'is not exposed: with it the vendor can find a request that went wrong',
] as const;
