import type { PreflightRequest } from '../../src/model/cors-exchange.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { RuleSelection } from '../../src/rules/rule-semantics.js';

/** A pattern as a regular expression, made for each call. */
function matches(pattern: string, value: string): boolean {
  const [before = '', ...rest] = pattern.split('*');
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const source = rest.length === 0 ? literal(before) : `${literal(before)}.*${literal(rest.join('*'))}`;
  return new RegExp(`^(?:${source})$`, 's').test(value);
}

/**
 * The rule that decides, asked one after another, and whether it allows the request: the same as the compiled rules must
 * say, in the plainest way.
 */
export function naiveDecision(
  rules: readonly CorsRule[],
  selection: RuleSelection,
  { origin, method, headers }: PreflightRequest,
): { readonly allowed: boolean; readonly decidingRule: number | null } {
  if (origin === null || method === null) return { allowed: false, decidingRule: null };
  const names = headers.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  for (const [index, rule] of rules.entries()) {
    if (!rule.allowedOrigins.some((pattern) => matches(pattern, origin))) continue;
    const hasMethod = rule.allowedMethods.includes(method);
    if (!hasMethod && selection !== 'first-match-of-origin') continue;
    const patterns = (rule.allowedHeaders ?? []).map((pattern) => pattern.toLowerCase());
    const hasHeaders = names.every((name) => patterns.some((pattern) => matches(pattern, name)));
    const allowed = hasMethod && hasHeaders;
    if (allowed || selection !== 'first-match-of-all') return { allowed, decidingRule: index };
  }
  return { allowed: false, decidingRule: null };
}
