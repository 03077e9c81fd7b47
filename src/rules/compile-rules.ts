import type { CorsConfiguration } from '../model/cors-configuration.js';
import type { ActualRequest, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { ConfigError } from '../model/errors.js';
import { toCorsConfiguration } from '../model/to-cors-configuration.js';
import { PERMISSIVE_RULE } from './answers.js';
import { askedNames } from './asked-names.js';
import { checkRuleShape } from './check-rule-shape.js';
import type { Evaluation } from './evaluation.js';
import { type AskedOrNot, type Decision, LazyEvaluation } from './lazy-evaluation.js';
import { withOneHeaderList } from './one-header-list.js';
import { readingsOf } from './readings.js';
import type { RuleSemantics } from './rule-semantics.js';

/** Rules that are prepared for many requests. */
export interface CompiledRules {
  /** What the store answers. Never throws, on any texts. */
  readonly evaluate: (request: PreflightRequest | ActualRequest) => Evaluation;
}

/** What of a store decides here. */
export interface RuleStore {
  /** How the store reads rules. */
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
  const { rules: given, ...settings } = toCorsConfiguration(configuration);
  const issues = checkRuleShape(given, true);
  if (issues.length > 0) throw new ConfigError('These are no CORS rules', issues);
  const semantics = store.ruleSemantics;
  const rules = semantics.sharedHeaderList ? given.map(withOneHeaderList) : given;
  const { readings, doubtsOf } = readingsOf(rules, semantics);
  const [likeliest, ...further] = readings;
  const decide = ({ origin, method, headers }: AskedOrNot): Decision => {
    if (origin === null || method === null) return NOT_ASKED;
    if (rules.length === 0 && semantics.withoutRules === 'permit') return permit(method);
    const asked = { origin, method, headers };
    const { decidingRule, rule } = likeliest(asked);
    const others = further.map((read) => read(asked).rule);
    if (others.every((other) => other === rule))
      return { allowed: rule !== null, decidingRule, doubts: NONE, candidates: [rule] };
    const answering = [rule, ...others];
    const candidates = [...new Set(answering)];
    const isOpen = candidates.length > 1 && candidates.includes(null);
    return { allowed: isOpen ? null : rule !== null, decidingRule, doubts: doubtsOf(answering), candidates };
  };
  return {
    evaluate: (request) => {
      const asked = askedOf(request, semantics);
      const decision = decide(asked);
      const isPresigned = request.kind === 'preflight' && request.presigned === true;
      return new LazyEvaluation(
        { rules, semantics, settings },
        request,
        asked,
        isPresigned && semantics.presignedPreflight !== 'ignored' ? doubtSignature(decision) : decision,
      );
    },
  };
}

const NONE: readonly never[] = [];
const NOT_ASKED: Decision = { allowed: false, decidingRule: null, doubts: NONE, candidates: [null] };

/** What a bucket without rules allows, on stores that then allow all: known is it of the methods that rules may name. */
function permit(method: string): Decision {
  const { allowedMethods } = PERMISSIVE_RULE;
  if (allowedMethods.includes(method)) return { ...NOT_ASKED, allowed: true, candidates: [PERMISSIVE_RULE] };
  const rule = { ...PERMISSIVE_RULE, allowedMethods: [...allowedMethods, method] };
  return { ...NOT_ASKED, allowed: null, doubts: ['default-rules'], candidates: [rule, null] };
}

/** What no rule allows, no signature makes allowed. */
function doubtSignature(decision: Decision): Decision {
  const allowed = decision.allowed === false ? false : null;
  return { ...decision, allowed, doubts: [...decision.doubts, 'presigned-signature'] };
}

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
