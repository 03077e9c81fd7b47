import type { CorsRule } from '../../model/cors-rule.js';
import { isAllowedByRules } from '../is-allowed-by-rules.js';
import type { LintedStore } from './lint.js';
import { managementRequests } from './wanted-requests.js';

/** What rules are there now, and with which credentials the page signs. */
interface Management {
  /** Absent: not known. */
  readonly liveRules?: readonly CorsRule[];
  /** Absent: either. */
  readonly temporary?: boolean;
}

/**
 * The methods of requests about the rules that a page could send under the live rules, and no more under others. Pure.
 *
 * @returns Each once. Where the live rules are not known, all that the page cannot send.
 */
export function lostManagement(
  rules: readonly CorsRule[],
  store: LintedStore,
  origin: string,
  { liveRules, temporary }: Management,
): string[] {
  // With live rules that name no token, credentials are permanent: neither kind may lose anything.
  const kinds = liveRules === undefined || temporary !== undefined ? [temporary] : [true, false];
  const lost = kinds
    .flatMap((kind) => managementRequests(store, origin, kind))
    .filter(
      (request) =>
        isAllowedByRules(rules, store, request) === false &&
        (liveRules === undefined || isAllowedByRules(liveRules, store, request) !== false),
    );
  return [...new Set(lost.map(({ method }) => method))];
}
