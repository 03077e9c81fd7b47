import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { ActualRequest, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { PERMISSIVE_RULE } from './answers.js';
import type { Doubt, Evaluation } from './evaluation.js';
import { type AskedOrNot, type Decision, LazyEvaluation } from './lazy-evaluation.js';
import { type Reading, readRules } from './reading.js';
import type { RuleSemantics } from './rule-semantics.js';

/** Rules that are prepared for many requests. */
export interface CompiledRules {
  /** What the store answers. Never throws, on any strings. */
  readonly evaluate: (request: PreflightRequest | ActualRequest) => Evaluation;
}

/** What of a store decides here. */
export interface RuleStore {
  readonly ruleSemantics: RuleSemantics;
}

/**
 * Prepares a bucket's rules for many requests. One request costs work that does not grow with the number of rules that
 * name other origins; answer and trace are made when they are looked at.
 *
 * @param configuration - The bucket's configuration, or only its rules in their order where nothing stands beside them. No
 * rules mean that the bucket has no CORS configuration.
 * @param store - The store that reads them.
 */
export function compileRules(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: RuleStore,
): CompiledRules {
  const { rules, ...settings } = toCorsConfiguration(configuration);
  const semantics = store.ruleSemantics;
  const likely = readRules(rules, semantics, likeliest(semantics));
  const others = otherReadings(rules, semantics);
  const decide = (request: PreflightRequest | ActualRequest, asked: AskedOrNot): Decision => {
    const { origin, method, headers } = asked;
    if (origin === null || method === null) return NOT_ASKED;
    if (rules.length === 0 && semantics.withoutRules === 'permit') return PERMITTED;
    const first = likely({ origin, method, headers });
    const rule = first.matches ? (rules[first.rule] ?? null) : null;
    const decidingRule = first.rule < 0 ? null : first.rule;
    const doubts: Doubt[] = [];
    let allowed: boolean | null = first.matches;
    for (const { read, doubt } of others) {
      const other = read({ origin, method, headers });
      if (other.rule === first.rule && other.matches === first.matches) continue;
      doubts.push(doubt);
      if (other.matches !== first.matches) allowed = null;
    }
    if (isPresignedInDoubt(request, semantics)) {
      doubts.push('presigned-signature');
      // What no rule allows, no signature makes allowed.
      if (allowed) allowed = null;
    }
    return { allowed, rule, decidingRule, doubts };
  };
  return {
    evaluate: (request) => {
      const asked = askedOf(request, semantics);
      return new LazyEvaluation({ rules, semantics, settings }, request, asked, decide(request, asked));
    },
  };
}

const NOT_ASKED: Decision = { allowed: false, rule: null, decidingRule: null, doubts: [] };
const PERMITTED: Decision = { allowed: true, rule: PERMISSIVE_RULE, decidingRule: null, doubts: [] };

function askedOf(request: PreflightRequest | ActualRequest, semantics: RuleSemantics): AskedOrNot {
  if (request.kind === 'preflight') return request;
  const { origin, method } = request;
  return semantics.looksAtAskedOnActual
    ? { origin, method: request.askedMethod ?? method, headers: request.askedHeaders ?? [] }
    : { origin, method, headers: [] };
}

function likeliest({ headerWildcard }: RuleSemantics) {
  return { originCase: true, headerWildcard: headerWildcard === 'within' };
}

/** One further reading for each thing that is not known of the store and matters with these rules. */
function otherReadings(
  rules: readonly CorsRule[],
  semantics: RuleSemantics,
): { readonly read: Reading; readonly doubt: Doubt }[] {
  const hasCapitals = rules.some(({ allowedOrigins }) => allowedOrigins.some((text) => /[A-Z]/.test(text)));
  const hasInnerStars = rules.some(({ allowedHeaders = [] }) =>
    allowedHeaders.some((name) => name.includes('*') && name !== '*'),
  );
  const others: { read: Reading; doubt: Doubt }[] = [];
  if (semantics.originCase === 'unknown' && hasCapitals) {
    const choice = { ...likeliest(semantics), originCase: false };
    others.push({ read: readRules(rules, semantics, choice), doubt: 'origin-case' });
  }
  if (semantics.headerWildcard === 'unknown' && hasInnerStars) {
    const choice = { ...likeliest(semantics), headerWildcard: true };
    others.push({ read: readRules(rules, semantics, choice), doubt: 'header-wildcard' });
  }
  return others;
}

function isPresignedInDoubt(request: PreflightRequest | ActualRequest, semantics: RuleSemantics): boolean {
  return (
    request.kind === 'preflight' && request.presigned === true && semantics.presignedPreflight === 'checked'
  );
}
