import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleTrace } from '../../rules/trace-rule.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';
import { type Candidate, exactRule, lackingHeaders, missingGrants } from './candidate.js';

/**
 * The new rule that grants least.
 *
 * @param forOrigin - The first rule that names the origin, whose exposed headers and life the new one takes over.
 * @param isHiding - Whether the store asks no rule for the origin but that one.
 */
export function leastPrivilege(
  rules: readonly CorsRule[],
  forOrigin: RuleTrace | undefined,
  isHiding: boolean,
  asked: AskedRequest,
): Candidate {
  return forOrigin !== undefined && isHiding
    ? insertRule(rules, forOrigin, asked)
    : appendRule(rules, forOrigin, asked);
}

/** Where the first rule that matches everything is taken, a rule at the end changes the answer to no other request. */
function appendRule(
  rules: readonly CorsRule[],
  forOrigin: RuleTrace | undefined,
  asked: AskedRequest,
): Candidate {
  const rule = exactRule(asked, forOrigin === undefined ? undefined : rules[forOrigin.index]);
  return {
    kind: 'least-privilege',
    rules: [...rules, rule],
    changedRule: rules.length,
    added: true,
    grants: missingGrants(undefined, asked),
  };
}

/** The new rule must stand before the one that hides all later ones, and repeat what the origin had from it. */
function insertRule(rules: readonly CorsRule[], hiding: RuleTrace, asked: AskedRequest): Candidate {
  const { index } = hiding;
  const model = rules[index];
  const exact = exactRule(asked, model);
  const allowedHeaders = union(model?.allowedHeaders ?? [], lackingHeaders(hiding));
  const rule: CorsRule = {
    ...exact,
    allowedMethods: union(model?.allowedMethods ?? [], exact.allowedMethods),
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
  };
  return {
    kind: 'least-privilege',
    rules: [...rules.slice(0, index), rule, ...rules.slice(index)],
    changedRule: index,
    added: true,
    grants: missingGrants(hiding, asked),
  };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
