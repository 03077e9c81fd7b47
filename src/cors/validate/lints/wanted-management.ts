import { worded } from '../../../model/wording.js';
import { isAllowedByRules } from '../../is-allowed-by-rules.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';
import { managementRequests } from '../wanted-requests.js';

/** Rules that lock the page out that manages them, or that no page can manage. */
export function* wantedManagement(
  { corsRules }: LintedConfiguration,
  store: LintedStore,
  { managementOrigin, operations = [], origins = [] }: WantedCors,
): Generator<Finding> {
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
    const refused = managementRequests(store, origin).filter(
      (request) => isAllowedByRules(corsRules, store, request) === false,
    );
    if (refused.length === 0) continue;
    const methods = refused.map(({ method }) => method).join(', ');
    const message = worded`would be locked out of managing these rules: ${methods} of ?cors would not pass any more`;
    yield { code: 'cors.wanted.lock-out', path: 'rules', value: origin, message, effect: 'lacking' };
  }
}
