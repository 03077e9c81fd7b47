import { worded } from '../../../model/wording.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import { lostManagement } from '../lost-management.js';
import type { WantedCors } from '../wanted-cors.js';

/** Rules that lock the page out that manages them, or that no page can manage. */
export function* wantedManagement(
  { corsRules }: LintedConfiguration,
  store: LintedStore,
  wanted: WantedCors,
): Generator<Finding> {
  const { managementOrigin, operations = [], origins = [] } = wanted;
  const managers = managementOrigin === undefined ? [] : [managementOrigin];
  const wantsTo = managers.length > 0 || operations.includes('manage-cors');
  const hasNoCalls = store.withoutCorsApi !== undefined;
  if (wantsTo && (hasNoCalls || store.corsReadableInPage === false)) {
    const message = hasNoCalls
      ? 'cannot be managed by a page: this store has no calls about the rules of a bucket'
      : 'cannot be managed by a page: this store answers requests about them without CORS headers; use a server';
    const value = managers[0] ?? origins[0];
    yield { code: 'cors.wanted.unmanageable', path: 'rules', value, message, effect: 'lacking' };
    return;
  }
  if (corsRules === null || corsRules.length === 0) return;
  for (const origin of managers) {
    const lost = lostManagement(corsRules, store, origin, wanted);
    if (lost.length === 0) continue;
    const methods = lost.join(', ');
    const message = worded`would be locked out of managing these rules: ${methods} of ?cors would not pass any more`;
    yield { code: 'cors.wanted.lock-out', path: 'rules', value: origin, message, effect: 'lacking' };
  }
}
