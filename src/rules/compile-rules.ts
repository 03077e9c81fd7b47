import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { ActualRequest, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { ConfigError } from '../model/errors.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { PERMISSIVE_RULE } from './answers.js';
import { askedNames } from './asked-names.js';
import { checkRuleShape } from './check-rule-shape.js';
import type { Doubt, Evaluation } from './evaluation.js';
import { type AskedOrNot, type Decision, LazyEvaluation } from './lazy-evaluation.js';
import { type Reading, readRules } from './reading.js';
import type { RuleSemantics } from './rule-semantics.js';

/** Rules that are prepared for many requests. */
export interface CompiledRules {
  /** What the store answers. Never throws, on any texts. */
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
 * @throws ConfigError listing every value that no rule has, such as a text in place of a list. Any texts are taken, odd ones
 * too: `validateCors()` tells what a store would refuse.
 */
export function compileRules(
  configuration: CorsConfiguration | readonly CorsRule[],
  store: RuleStore,
): CompiledRules {
  const { rules, ...settings } = toCorsConfiguration(configuration);
  const issues = checkRuleShape(rules, true);
  if (issues.length > 0) throw new ConfigError('These are no CORS rules', issues);
  const semantics = store.ruleSemantics;
  const likely = readRules(rules, semantics, likeliest(semantics));
  const others = otherReadings(rules, semantics);
  const decide = (request: PreflightRequest | ActualRequest, asked: AskedOrNot): Decision => {
    const { origin, method, headers } = asked;
    const isInDoubt = isPresignedInDoubt(request, semantics);
    if (origin === null || method === null) return isInDoubt ? NOT_ASKED_PRESIGNED : NOT_ASKED;
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
    if (isInDoubt) {
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
const NOT_ASKED_PRESIGNED: Decision = { ...NOT_ASKED, doubts: ['presigned-signature'] };
const PERMITTED: Decision = { allowed: true, rule: PERMISSIVE_RULE, decidingRule: null, doubts: [] };

function askedOf(request: PreflightRequest | ActualRequest, semantics: RuleSemantics): AskedOrNot {
  if (request.kind === 'preflight') {
    return semantics.nameSeparators === null
      ? request
      : { ...request, headers: askedNames(request.headers, semantics) };
  }
  const { origin, askedMethod, askedHeaders = [] } = request;
  const looks = semantics.askedOnActual;
  const method = looks === 'ignored' ? request.method : (askedMethod ?? request.method);
  return { origin, method, headers: looks === 'counts' ? askedNames(askedHeaders, semantics) : [] };
}

function likeliest({ headerWildcard }: RuleSemantics) {
  return { originCase: true, headerWildcard: headerWildcard === 'within' };
}

/** One further reading for each thing that is not known of the store and matters with these rules. */
function otherReadings(
  rules: readonly CorsRule[],
  semantics: RuleSemantics,
): { readonly read: Reading; readonly doubt: Doubt }[] {
  const others: { read: Reading; doubt: Doubt }[] = [];
  if (semantics.originCase === 'unknown' && rules.some(hasCapitals)) {
    const choice = { ...likeliest(semantics), originCase: false };
    others.push({ read: readRules(rules, semantics, choice), doubt: 'origin-case' });
  }
  if (semantics.headerWildcard === 'unknown' && rules.some(hasInnerStars)) {
    const choice = { ...likeliest(semantics), headerWildcard: true };
    others.push({ read: readRules(rules, semantics, choice), doubt: 'header-wildcard' });
  }
  return others;
}

function hasCapitals({ allowedOrigins }: CorsRule): boolean {
  return allowedOrigins.some((text) => /[A-Z]/.test(text));
}

function hasInnerStars({ allowedHeaders = [] }: CorsRule): boolean {
  return allowedHeaders.some((name) => name.includes('*') && name !== '*');
}

function isPresignedInDoubt(request: PreflightRequest | ActualRequest, semantics: RuleSemantics): boolean {
  return (
    request.kind === 'preflight' && request.presigned === true && semantics.presignedPreflight === 'checked'
  );
}
