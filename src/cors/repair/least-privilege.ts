import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { RuleTrace } from '../../rules/trace-rule.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';
import { type Candidate, exactRule, grantsFor } from './candidate.js';
import { lackingHeaders, missingGrants } from './missing-grants.js';
import { selectionsOf } from './selections-of.js';

/**
 * The new rule that grants least.
 *
 * Where the first rule for the origin, or for origin and method, hides all later ones, it stands before that rule and repeats
 * what it hides. Elsewhere it stands at the end.
 *
 * @param trace - What each rule says to the request. The first that names the origin lends its exposed headers and life.
 */
export function leastPrivilege(
  rules: readonly CorsRule[],
  trace: readonly RuleTrace[],
  semantics: RuleSemantics,
  asked: AskedRequest,
): Candidate {
  const selections = selectionsOf(semantics);
  const forOrigin = trace.find(({ originMatches }) => originMatches === true);
  const forMethod = trace.find(({ originMatches, methodMatches }) => originMatches === true && methodMatches);
  const isMethodFirst = selections.includes('first-match-of-origin-and-method');
  if (forOrigin !== undefined && selections.includes('first-match-of-origin')) {
    const model = rules[forOrigin.index];
    // Where it is not known which of the two a store does, the rule that decided for the method is hidden as well.
    const hidden = isMethodFirst && forMethod !== undefined ? rules[forMethod.index] : undefined;
    return insertRule(rules, forOrigin, asked, {
      allowedMethods: model?.allowedMethods ?? [],
      allowedHeaders: union(model?.allowedHeaders ?? [], hidden?.allowedHeaders ?? []),
    });
  }
  if (forMethod !== undefined && isMethodFirst) {
    const allowedHeaders = rules[forMethod.index]?.allowedHeaders ?? [];
    return insertRule(rules, forMethod, asked, { allowedMethods: [], allowedHeaders });
  }
  const model = forOrigin === undefined ? undefined : rules[forOrigin.index];
  // Where one list names the headers that are sent and those that are read, to lend the ones is to grant the others.
  return appendRule(rules, asked, semantics.sharedHeaderList ? withoutExposed(model) : model);
}

/** A rule at the end changes the answer to no request that another rule answers. */
function appendRule(rules: readonly CorsRule[], asked: AskedRequest, model: CorsRule | undefined): Candidate {
  return {
    kind: 'least-privilege',
    rules: [...rules, exactRule(asked, model)],
    changedRule: rules.length,
    added: true,
    grants: grantsFor(asked),
  };
}

/** The new rule must stand before the one that hides all later ones, and repeat what the origin had from those. */
function insertRule(
  rules: readonly CorsRule[],
  hiding: RuleTrace,
  asked: AskedRequest,
  had: { readonly allowedMethods: readonly string[]; readonly allowedHeaders: readonly string[] },
): Candidate {
  const { index } = hiding;
  const exact = exactRule(asked, rules[index]);
  const allowedHeaders = union(had.allowedHeaders, lackingHeaders(hiding));
  const rule: CorsRule = {
    ...exact,
    allowedMethods: union(had.allowedMethods, exact.allowedMethods),
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

function withoutExposed(rule: CorsRule | undefined): CorsRule | undefined {
  if (rule === undefined) return undefined;
  const { exposeHeaders: _, ...rest } = rule;
  return rest;
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
