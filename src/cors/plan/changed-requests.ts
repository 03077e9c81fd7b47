import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleStore } from '../../rules/compile-rules.js';
import { type AskedRequest, isAllowedByRules } from '../is-allowed-by-rules.js';

/** A request, and whether the rules are to allow it. */
export interface ExpectedRequest extends AskedRequest {
  /** Default `true`. */
  readonly allowed?: boolean;
}

/** Enough to tell that new rules answer; each is one request at a time. */
const MOST = 12;

/**
 * Requests that one configuration allows and the other refuses, for `verifyCors()` to ask: made of what stands in the rules,
 * each rule's method from each of its origins without headers and with all of its own. Pure.
 *
 * @returns At most twelve. Empty: none was found, as where only `maxAgeSeconds` changes.
 */
export function changedRequests(
  before: CorsConfiguration,
  after: CorsConfiguration,
  store: RuleStore,
): ExpectedRequest[] {
  const found = new Map<string, ExpectedRequest>();
  for (const rule of [...after.rules, ...before.rules]) {
    for (const asked of requestsOf(rule)) {
      const key = JSON.stringify(asked);
      if (found.size === MOST || found.has(key)) continue;
      const allowed = isAllowedByRules(after.rules, store, asked);
      if (allowed === null || isAllowedByRules(before.rules, store, asked) !== !allowed) continue;
      found.set(key, { ...asked, allowed });
    }
  }
  return [...found.values()];
}

function requestsOf(rule: CorsRule): AskedRequest[] {
  const names = (rule.allowedHeaders ?? []).map((name) => concrete(name, 'x-verify').toLowerCase());
  const headers = [...new Set(names)].sort();
  return rule.allowedOrigins.flatMap((pattern) =>
    rule.allowedMethods.flatMap((text) => {
      const origin = pattern === '*' ? 'https://verify.invalid' : concrete(pattern, 'verify');
      const method = text === '*' ? 'PUT' : text;
      return [headers, []].map((list) => ({ origin, method, headers: list }));
    }),
  );
}

function concrete(pattern: string, word: string): string {
  return pattern.replaceAll('*', word);
}
